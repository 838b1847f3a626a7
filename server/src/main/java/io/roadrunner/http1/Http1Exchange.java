package io.roadrunner.http1;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.connection.Drain;
import io.roadrunner.exchange.Exchange;
import io.roadrunner.exchange.ResponseHead;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
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

/// One request and its response in the framing of HTTP/1.1 (RFC 9112 §6). Owned by the thread of
/// its connection.
final class Http1Exchange implements Exchange {
    private final Http1Connection connection;
    private final Http1Channel channel;
    private final Http1Output output;
    private final RequestHead head;
    private final @Nullable Http1Body body;
    private final long firstByteRead;
    private final long firstByteWritten;
    private boolean keepAlive;
    private boolean begun;
    private boolean chunked;
    private boolean closeDelimited;
    private boolean content;
    private long contentLeft;
    private long responseStart;

    Http1Exchange(
            Http1Connection connection,
            RequestHead head,
            @Nullable Http1Body body,
            long firstByteRead) {
        this.connection = connection;
        this.channel = connection.channel();
        this.output = channel.output();
        this.head = head;
        this.body = body;
        this.firstByteRead = firstByteRead;
        this.firstByteWritten = output.bytesProduced();
        this.keepAlive =
                connection.mayKeepAlive() && Persistence.of(head) == Persistence.KEEP_ALIVE;
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public RequestBody body() {
        return body == null ? RequestBody.empty() : body;
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
        connection.routed(pattern);
        if (!minimumRateEnforced) {
            channel.waiveMinimumRate();
        }
    }

    @Override
    public void interim(int status, Headers headers) throws IOException {
        if (begun) {
            throw new IllegalStateException("the final response has begun");
        }
        // "A server MUST NOT send a 1xx response to an HTTP/1.0 client." RFC 9110 §15.2
        if (head.version() != HttpVersion.HTTP_1_0) {
            ResponseHeadEncoder.interim(output.buffer(), status, headers);
            output.flush();
        }
    }

    @Override
    public void closeAfterwards() {
        keepAlive = false;
    }

    @Override
    public void begin(ResponseHead response) throws IOException {
        content = response.content();
        contentLeft = response.length();
        boolean unknown = content && response.length() == ResponseHead.UNKNOWN;
        chunked = unknown && head.version() != HttpVersion.HTTP_1_0;
        closeDelimited = unknown && !chunked;
        keepAlive =
                keepAlive
                        && !closeDelimited
                        && connection.ending() == null
                        && !Persistence.asksToClose(response.headers())
                        && connection.canReachEndOf(body);
        if (body != null) {
            body.answerBegins();
        }
        responseStart = output.beginAnswer();
        ByteOutput target = output.buffer();
        ResponseHeadEncoder.statusLine(target, response.status());
        ResponseHeadEncoder.fields(target, response.headers(), connection.dateLine());
        frame(target, response);
        target.putLineEnd();
        begun = true;
    }

    private void frame(ByteOutput target, ResponseHead response) {
        if (chunked) {
            ResponseHeadEncoder.chunked(target);
        } else if (response.length() >= 0) {
            ResponseHeadEncoder.contentLength(target, response.length());
        }
        if (!keepAlive) {
            ResponseHeadEncoder.close(target);
        } else if (Persistence.mustSayKeepAlive(head.version())) {
            ResponseHeadEncoder.keepAlive(target);
        }
    }

    @Override
    public boolean isBegun() {
        return begun;
    }

    @Override
    public boolean retract() {
        if (begun && output.bytesWritten() > responseStart) {
            return false;
        }
        if (begun) {
            output.retractTo(responseStart);
            begun = false;
        }
        return true;
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
        int length = piece.remaining();
        if (!content || length == 0) {
            return;
        }
        if (chunked) {
            ChunkedEncoder.beginChunk(output.buffer(), length);
            output.write(piece);
            ChunkedEncoder.endChunk(output.buffer());
            return;
        }
        if (!closeDelimited) {
            if (length > contentLeft) {
                throw new InvalidResponseException(
                        "more content than announced: " + (length - contentLeft) + " bytes");
            }
            contentLeft -= length;
        }
        output.write(piece);
    }

    @Override
    public void writeFile(FileChannel file, long offset, long length) throws IOException {
        if (!content || length == 0) {
            return;
        }
        contentLeft -= length;
        output.sendFile(file, offset, length);
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void flushSoon() throws IOException {
        output.flushSoon();
    }

    @Override
    public void finish(Headers trailers) throws IOException {
        if (chunked) {
            ChunkedEncoder.lastChunk(output.buffer(), trailers);
        } else if (content && !closeDelimited && contentLeft > 0) {
            throw new InvalidResponseException(
                    "less content than announced: " + contentLeft + " bytes missing");
        }
    }

    @Override
    public void abort() {
        // Earlier answers of the same batch are complete, and what was pushed is promised: neither
        // must be lost with what failed, or wait until that is reported.
        output.flushLast();
        if (begun && closeDelimited) {
            // An ordinary end of the connection would look like the end of the content.
            channel.transport().reset();
        }
        keepAlive = false;
    }

    @Override
    public boolean canSwitchTo(String protocol) {
        return head.version() == HttpVersion.HTTP_1_1
                && body == null
                && head.headers().hasToken("connection", "upgrade")
                && head.headers().hasToken("upgrade", Ascii.toLower(protocol));
    }

    @Override
    public int switchProtocol(String protocol, Headers headers) throws IOException {
        keepAlive = false;
        begun = true;
        ResponseHeadEncoder.switching(output.buffer(), protocol, headers);
        output.flush();
        return ResponseHeadEncoder.SWITCHING_PROTOCOLS;
    }

    @Override
    public @Nullable Drain drain() {
        return connection.drain();
    }

    @Override
    public void onDrain(Consumer<Drain> action) {
        connection.onDrain(action);
    }

    @Override
    public void onDisconnect(Runnable action) {
        channel.input().watch(action);
    }

    @Override
    public long bytesRead() {
        return channel.input().bytesUsed() - firstByteRead;
    }

    @Override
    public long bytesWritten() {
        return output.bytesProduced() - firstByteWritten;
    }

    /// Whether the connection can go on with another request.
    boolean isKeptAlive() {
        return keepAlive;
    }

    @Nullable Http1Body requestBody() {
        return body;
    }
}
