package io.roadrunner.middleware;

import io.roadrunner.http.Disconnected;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the access log gathers of one running request. Belongs to the thread of the request; closed
/// by the server when the answer is complete or has failed.
final class AccessLogRecord implements Closeable {
    private final Request request;
    private final Consumer<AccessLogEntry> log;
    private final Instant time = Instant.now();
    private final long start = System.nanoTime();
    private int status;
    private long bytes;
    private boolean complete = true;

    /// @param request what is answered
    /// @param log where its entry goes
    AccessLogRecord(Request request, Consumer<AccessLogEntry> log) {
        this.request = request;
        this.log = log;
    }

    /// Notes an answer whose size is known.
    AccessLogRecord answered(int answer, long size) {
        status = answer;
        bytes = size;
        return this;
    }

    /// The response that counts what it sends, and is logged at its end.
    Response watch(Request answered, Response response) {
        int answer = response.status();
        boolean content = !answered.methodIs("HEAD") && !Response.forbidsContent(answer);
        answered.closeAfterwards(this);
        return switch (response) {
            case Response.Buffered whole -> {
                answered(answer, content ? whole.body().remaining() : 0);
                yield response;
            }
            case Response.SendFile file -> {
                answered(answer, content ? file.length() : 0);
                yield response;
            }
            case Response.Upgrade _ -> {
                answered(answer, 0);
                yield response;
            }
            case Response.Streaming stream -> {
                answered(answer, 0).complete = !content;
                yield counting(stream);
            }
            case Response.Loop<?> loop -> {
                answered(answer, 0).complete = !content;
                yield counting(loop);
            }
        };
    }

    private Response counting(Response.Streaming stream) {
        return new Response.Streaming(
                stream.status(),
                stream.headers(),
                push -> {
                    Headers trailers = stream.body().writeTo(counted(push));
                    complete = true;
                    return trailers;
                });
    }

    private <S> Response counting(Response.Loop<S> loop) {
        return new Response.Loop<S>(
                loop.status(),
                loop.headers(),
                loop.state(),
                (message, push, state) -> {
                    Next<S> next = loop.handler().onMessage(message, counted(push), state);
                    complete = next instanceof Next.Stop<S> && !(message instanceof Disconnected);
                    return next;
                });
    }

    private Push counted(Push push) {
        return piece -> {
            int size = piece.remaining();
            push.send(piece);
            bytes += size;
        };
    }

    @Override
    public void close() {
        InetSocketAddress peer = request.peer();
        log.accept(
                new AccessLogEntry(
                        time,
                        request.requestId(),
                        request.listenerName(),
                        textOf(request.clientAddress()),
                        textOf(peer == null ? null : peer.getAddress()),
                        request.method(),
                        request.head().target(),
                        request.version().toString(),
                        status,
                        bytes,
                        Duration.ofNanos(System.nanoTime() - start),
                        complete,
                        request.header("referer"),
                        request.header("user-agent")));
    }

    private static @Nullable String textOf(@Nullable InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }
}
