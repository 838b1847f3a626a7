package io.roadrunner.http2;

import io.roadrunner.connection.Drain;
import io.roadrunner.exchange.Exchange;
import io.roadrunner.exchange.ResponseHead;
import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidResponseException;
import io.roadrunner.http.RequestBody;
import io.roadrunner.http.RequestHead;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request and its response in the framing of HTTP/2 (RFC 9113 §8.1). Owned by the thread of
/// the request.
final class Http2Exchange implements Exchange {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final int OK = 200;

    /// How much of a file is read at a time.
    private static final int FILE_PIECE = 32 * 1024;

    private final Http2Connection connection;
    private final Http2Channel channel;
    private final Http2Request request;
    private final RequestHead head;

    /// Held back until something goes with it.
    private @Nullable ResponseHead heldHead;

    private boolean begun;
    private boolean content;
    private boolean lengthKnown;
    private long contentLeft;
    private long bytesWritten;

    Http2Exchange(Http2Connection connection, Http2Request request, RequestHead head) {
        this.connection = connection;
        this.channel = connection.channel();
        this.request = request;
        this.head = head;
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public RequestBody body() {
        Http2Body body = request.body();
        // What follows an extended CONNECT is no content: RFC 8441 §5.
        return body == null || head.protocol() != null ? RequestBody.empty() : body;
    }

    @Override
    public String protocol() {
        return connection.protocol();
    }

    @Override
    public @Nullable InetSocketAddress peer() {
        return channel.transport().peer();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return channel.transport().peerCertificates();
    }

    @Override
    public String scheme() {
        return channel.transport().scheme();
    }

    @Override
    public void routed(String pattern, boolean minimumRateEnforced) {
        request.routed(pattern);
        Http2Body body = request.body();
        if (body != null && !minimumRateEnforced) {
            body.waiveMinimumRate();
        }
    }

    @Override
    public void interim(int status, Headers headers) {
        if (begun) {
            throw new IllegalStateException("the final response has begun");
        }
        channel.sender().sendInterim(request.stream(), status, headers);
    }

    /// Nothing to do: a stream ends with its response.
    @Override
    public void closeAfterwards() {}

    @Override
    public boolean refuse() {
        channel.refuse(request);
        return true;
    }

    @Override
    public void begin(ResponseHead response) {
        long list = ResponseHeadEncoder.listSize(response);
        if (list > channel.largestHeaderList()) {
            throw new InvalidResponseException(
                    "a header list of " + list + " octets is more than the peer takes");
        }
        content = response.content();
        lengthKnown = response.length() != ResponseHead.UNKNOWN;
        contentLeft = response.length();
        heldHead = response;
        begun = true;
        Http2Body body = request.body();
        if (body != null) {
            body.answerBegins();
        }
    }

    @Override
    public boolean isBegun() {
        return begun;
    }

    @Override
    public boolean retract() {
        if (begun && heldHead == null) {
            return false;
        }
        heldHead = null;
        begun = false;
        return true;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
        int length = piece.remaining();
        if (!content || length == 0) {
            return;
        }
        if (lengthKnown && length > contentLeft) {
            throw new InvalidResponseException(
                    "more content than announced: " + (length - contentLeft) + " bytes");
        }
        contentLeft -= length;
        // A response of known length has no trailers: its last byte is its end.
        send(piece, lengthKnown && contentLeft == 0);
        bytesWritten += length;
    }

    private void send(ByteBuffer piece, boolean end) throws IOException {
        ResponseHead first = heldHead;
        heldHead = null;
        channel.sender().send(request, first, piece, end);
    }

    @Override
    public void writeFile(FileChannel file, long offset, long length) throws IOException {
        if (!content || length == 0) {
            return;
        }
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length, FILE_PIECE));
        long sent = 0;
        while (sent < length) {
            piece.clear().limit((int) Math.min(length - sent, piece.capacity()));
            int read = file.read(piece, offset + sent);
            if (read < 0) {
                throw new IOException("the file ends " + (length - sent) + " bytes early");
            }
            write(piece.flip());
            sent += read;
        }
    }

    @Override
    public void flush() throws IOException {
        if (heldHead != null) {
            send(NOTHING, false);
        }
    }

    /// What has left is gathered by who writes the frames.
    @Override
    public void flushSoon() throws IOException {
        flush();
    }

    @Override
    public void finish(Headers trailers) throws IOException {
        if (content && lengthKnown && contentLeft > 0) {
            throw new InvalidResponseException(
                    "less content than announced: " + contentLeft + " bytes missing");
        }
        boolean ended = content && lengthKnown && heldHead == null;
        if (ended) {
            return;
        }
        if (content && !trailers.isEmpty()) {
            flush();
            channel.sender().sendTrailers(request, trailers);
        } else {
            send(NOTHING, true);
        }
    }

    @Override
    public void abort() {
        channel.abort(request);
    }

    /// RFC 9113 §8.6 has removed the switch to another protocol by 101; an extended CONNECT takes
    /// its place (RFC 8441 §4).
    @Override
    public boolean canSwitchTo(String protocol) {
        return protocol.equalsIgnoreCase(head.protocol());
    }

    /// A 200 without an end of the stream opens the tunnel (RFC 8441 §5).
    @Override
    public int switchProtocol(String protocol, Headers headers) throws IOException {
        begin(new ResponseHead(OK, headers, ResponseHead.UNKNOWN, true));
        Http2Body body = request.body();
        if (body != null) {
            body.becomeTunnel();
        }
        flush();
        return OK;
    }

    @Override
    public @Nullable Drain drain() {
        return connection.drain();
    }

    @Override
    public void onDrain(Consumer<Drain> action) {
        request.stream().listeners().onDrain(action);
        Drain drain = connection.drain();
        if (drain != null && drain.reachesHandlers()) {
            action.accept(drain);
        }
    }

    @Override
    public void onDisconnect(Runnable action) {
        request.stream().listeners().onDisconnect(action);
    }

    @Override
    public long bytesRead() {
        Http2Body body = request.body();
        return request.headLength() + (body == null ? 0 : body.received());
    }

    @Override
    public long bytesWritten() {
        return request.stream().blockBytes() + bytesWritten;
    }
}
