package io.roadrunner.http2;

import io.roadrunner.exchange.Outcome;
import io.roadrunner.exchange.ResponseHead;
import io.roadrunner.hpack.HpackFields;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives each request of a connection its thread, and takes back what it held when it is over.
final class RequestRunner {
    private static final Headers TEXT = Headers.of("content-type", "text/plain; charset=utf-8");

    private final Http2Connection connection;
    private final Http2Channel channel;

    RequestRunner(Http2Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
    }

    /// Takes a header block that begins a stream. The thread that reads.
    ///
    /// @param end whether the request has no content
    /// @param length how many bytes the block has on the wire
    void begin(int streamId, HpackFields fields, boolean end, int length) throws Http2Exception {
        if (!admits(streamId)) {
            return;
        }
        if (fields.isTooLarge()) {
            refuse(request(streamId, end, null, length), Rejection.HEADER_BLOCK_TOO_LONG);
            return;
        }
        RequestHead head = RequestHeadDecoder.decode(streamId, fields);
        Headers headers = head.headers();
        long announced = ContentLength.of(streamId, headers, end);
        Http2Request request = request(streamId, end, headers, length);
        if (head.method().equals("CONNECT") && head.protocol() == null) {
            refuse(request, Rejection.CONNECT_NOT_IMPLEMENTED);
            return;
        }
        request.announced(head.protocol() == null ? announced : -1);
        start(request, () -> serve(request, head));
    }

    /// Whether another stream is served; one that is not is refused in a way that lets the peer
    /// send it again elsewhere (RFC 9113 §8.7).
    private boolean admits(int streamId) throws Http2Exception.OfConnection {
        int most = channel.settings().http2().maxConcurrentStreams();
        channel.lock().lock();
        try {
            StreamTable streams = channel.streams();
            boolean full = streams.hasOpen(most) || streams.size() >= 2L * most;
            if (!full && connection.end().serves(streamId)) {
                return true;
            }
            channel.resetUnknown(streamId, ErrorCode.REFUSED_STREAM);
            if (full) {
                connection
                        .budgets()
                        .spend(
                                AbuseBudgets.Abuse.PROVOKED_RESETS,
                                channel.clock().coarseNanoTime());
            }
            return false;
        } finally {
            channel.lock().unlock();
        }
    }

    private Http2Request request(int streamId, boolean end, @Nullable Headers headers, int length) {
        long now = channel.clock().coarseNanoTime();
        String priority = headers == null ? null : headers.first("priority");
        Http2Stream stream = channel.newStream(streamId, priority);
        Http2Body body = null;
        if (end) {
            stream.receivedEnd();
        } else {
            boolean asks = headers != null && headers.contains("expect");
            body = new Http2Body(channel, stream, asks, now);
        }
        return new Http2Request(stream, body, now, length);
    }

    private void start(Http2Request request, Runnable work) {
        Thread worker =
                Thread.ofVirtual()
                        .name(Thread.currentThread().getName() + "/" + request.stream().id())
                        .unstarted(() -> run(request, work));
        request.workedOnBy(worker);
        channel.lock().lock();
        try {
            channel.streams().add(request);
            connection.times().busy();
            connection.end().used();
        } finally {
            channel.lock().unlock();
        }
        boolean started = false;
        try {
            worker.start();
            started = true;
        } finally {
            if (!started) {
                finish(request);
            }
        }
    }

    private void run(Http2Request request, Runnable work) {
        try {
            work.run();
        } finally {
            finish(request);
        }
    }

    private void finish(Http2Request request) {
        if (end(request)) {
            // An interrupt that was meant for the handler.
            Thread.interrupted();
            channel.outbox().writeLittle();
        }
    }

    private void serve(Http2Request request, RequestHead head) {
        Http2Exchange exchange = new Http2Exchange(connection, request, head);
        Outcome outcome = connection.protocolShared().pipeline().serve(exchange);
        if (outcome instanceof Outcome.HandOver handOver) {
            new Http2Tunnel(connection, request, exchange).serve(handOver.session());
        }
    }

    /// @return whether the calling thread is the writer now
    private boolean end(Http2Request request) {
        channel.lock().lock();
        try {
            channel.done(request);
            StreamTable streams = channel.streams();
            if (request.stream().isAnswered()) {
                streams.countCompleted();
            }
            if (streams.isEmpty()) {
                connection.times().idle();
            }
            connection.end().requestEnded();
            Outbox outbox = channel.outbox();
            boolean writer = streams.isEmpty() && outbox.beginWriting();
            if (!writer) {
                outbox.send();
            }
            return writer;
        } finally {
            channel.lock().unlock();
        }
    }

    /// Answers what never became a request.
    private void refuse(Http2Request request, Rejection rejection) {
        start(
                request,
                () -> {
                    connection
                            .protocolShared()
                            .pipeline()
                            .reportRejected(channel.transport().peer(), rejection);
                    answer(request, rejection);
                });
    }

    private void answer(Http2Request request, Rejection rejection) {
        byte[] text = (rejection.text() + "\n").getBytes(StandardCharsets.US_ASCII);
        ResponseHead head = new ResponseHead(rejection.status(), TEXT, text.length, true);
        try {
            channel.sender().send(request, head, ByteBuffer.wrap(text), true);
        } catch (IOException e) {
            // The peer does not want to hear it.
            return;
        }
    }

    /// What is worked on now. Any thread.
    List<Http2Request> requests() {
        channel.lock().lock();
        try {
            return channel.streams().all();
        } finally {
            channel.lock().unlock();
        }
    }

    boolean isBusy() {
        return !requests().isEmpty();
    }

    /// How many requests have begun. Any thread.
    long served() {
        channel.lock().lock();
        try {
            return channel.streams().served();
        } finally {
            channel.lock().unlock();
        }
    }
}
