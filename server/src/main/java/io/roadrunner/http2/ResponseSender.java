package io.roadrunner.http2;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.ResponseHead;
import io.roadrunner.http.Headers;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Sends the responses of a connection as frames (RFC 9113 §8.1), waiting for room and for the
/// windows of the peer where it has to. Called by the threads of requests, any number at a time.
final class ResponseSender {
    private final Http2Channel channel;
    private final Http2Protocol protocol;
    private final Outbox outbox;

    ResponseSender(Http2Channel channel, Http2Protocol protocol) {
        this.channel = channel;
        this.protocol = protocol;
        this.outbox = channel.outbox();
    }

    /// Sends the head of a response, content, or both. The end of it leaves when the thread of the
    /// request has nothing else to do, see [RequestRunner].
    ///
    /// @param head null when it has been sent before
    /// @param end whether nothing follows
    /// @throws IOException when the stream or the connection is over
    void send(Http2Request request, @Nullable ResponseHead head, ByteBuffer content, boolean end)
            throws IOException {
        Http2Stream stream = request.stream();
        StreamWait late;
        channel.lock().lock();
        try {
            outbox.awaitRoom(stream);
            checkSending(stream);
            if (head != null) {
                sendHead(stream, head, end && !content.hasRemaining());
            }
            late = sendContent(request, content, end);
            if (!end) {
                outbox.send();
            }
        } catch (InterruptedException e) {
            throw interrupted(stream);
        } finally {
            channel.lock().unlock();
        }
        if (late != null) {
            channel.reportLate(Phase.RESPONSE, late);
            throw new PeerGoneException(new IOException(late.meaning().text()));
        }
    }

    private void sendHead(Http2Stream stream, ResponseHead head, boolean end) {
        FrameOutput out = outbox.last();
        int start = out.beginBlock();
        ResponseHeadEncoder.encode(outbox.encoder(), out.octets(), head, protocol.date());
        out.endBlock(start, stream.id(), outbox.frameSize(), end);
        stream.sentBlock(out.size() - start);
        if (end) {
            stream.sentEnd();
        }
    }

    /// @return the wait that has lasted too long, null when everything has been taken
    private @Nullable StreamWait sendContent(Http2Request request, ByteBuffer content, boolean end)
            throws IOException, InterruptedException {
        Http2Stream stream = request.stream();
        boolean owed = content.hasRemaining() || (end && stream.state().sends());
        if (!owed) {
            return null;
        }
        // An end without content takes nothing of a window.
        if (!content.hasRemaining() || outbox.hasRoomFor(stream, content.remaining())) {
            stream.takenAtOnce(content.remaining());
            outbox.append(stream, content, end);
            if (end) {
                stream.sentEnd();
            }
            return null;
        }
        stream.send(content, end);
        outbox.enqueue(stream);
        outbox.send();
        return awaitSent(request);
    }

    private @Nullable StreamWait awaitSent(Http2Request request)
            throws IOException, InterruptedException {
        Http2Stream stream = request.stream();
        StreamWait wait =
                new StreamWait(
                        stream.writeRate(channel.settings()),
                        channel.clock().coarseNanoTime(),
                        channel.settings().writeNanos(),
                        CloseCause.WRITE_TIMEOUT);
        while (!stream.isSent() && !wait.isExpired()) {
            // A stream may begin after the writer has found that the peer is gone.
            if (outbox.isClosed() || stream.isStarved(outbox.window())) {
                outbox.remove(stream);
                stream.fail("the peer has gone");
            } else {
                channel.await(stream, wait);
            }
        }
        checkAlive(stream);
        if (stream.isSent()) {
            return null;
        }
        channel.reset(request, ErrorCode.CANCEL);
        return wait;
    }

    /// Sends trailers, which end the stream.
    ///
    /// @throws IOException when the stream or the connection is over
    void sendTrailers(Http2Request request, Headers trailers) throws IOException {
        Http2Stream stream = request.stream();
        channel.lock().lock();
        try {
            outbox.awaitRoom(stream);
            checkSending(stream);
            FrameOutput out = outbox.last();
            int start = out.beginBlock();
            ResponseHeadEncoder.encodeTrailers(outbox.encoder(), out.octets(), trailers);
            out.endBlock(start, stream.id(), outbox.frameSize(), true);
            stream.sentBlock(out.size() - start);
            stream.sentEnd();
            outbox.send();
        } catch (InterruptedException e) {
            throw interrupted(stream);
        } finally {
            channel.lock().unlock();
        }
    }

    /// Sends an interim response; nothing happens when the stream is over, or when the peer has not
    /// taken what was sent before: it can do without.
    void sendInterim(Http2Stream stream, int status, Headers headers) {
        channel.lock().lock();
        try {
            if (stream.failure() == null && stream.state().sends() && !outbox.isBacklogged()) {
                FrameOutput out = outbox.last();
                int start = out.beginBlock();
                ResponseHeadEncoder.encodeInterim(outbox.encoder(), out.octets(), status, headers);
                out.endBlock(start, stream.id(), outbox.frameSize(), false);
                stream.sentBlock(out.size() - start);
                outbox.send();
            }
        } finally {
            channel.lock().unlock();
        }
    }

    private static void checkAlive(Http2Stream stream) throws IOException {
        IOException failure = stream.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private static void checkSending(Http2Stream stream) throws IOException {
        checkAlive(stream);
        if (!stream.state().sends()) {
            throw new PeerGoneException(new IOException("the stream has ended"));
        }
    }

    private IOException interrupted(Http2Stream stream) {
        outbox.remove(stream);
        stream.withdraw();
        Thread.currentThread().interrupt();
        return new PeerGoneException(new InterruptedIOException("interrupted while sending"));
    }
}
