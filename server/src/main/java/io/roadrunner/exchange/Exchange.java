package io.roadrunner.exchange;

import io.roadrunner.connection.Drain;
import io.roadrunner.http.Headers;
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

/// One request and its answer as a protocol offers them to the pipeline. Owned by the thread that
/// serves the request; only [#onDrain], [#onDisconnect] and [#drain] take part in what other
/// threads do. The order of calls is: [#interim] any number of times, [#begin] once, [#write],
/// [#writeFile], [#flush] and [#flushSoon] any number of times, [#finish] once; or [#abort] at any
/// point.
public interface Exchange {
    /// What was read before the body.
    RequestHead head();

    /// The content of the request.
    RequestBody body();

    /// The short name of the protocol, such as `h1`.
    String protocol();

    /// The address of the peer, null on a unix-domain socket.
    @Nullable InetSocketAddress peer();

    /// `http` or `https`.
    String scheme();

    /// What the peer has proved to be, its own certificate first; empty when it has not.
    List<X509Certificate> peerCertificates();

    /// Names the route, for the report of what a drain leaves over.
    ///
    /// @param pattern the pattern of the route
    /// @param minimumRateEnforced whether the body must arrive at the minimum rate
    void routed(String pattern, boolean minimumRateEnforced);

    /// Sends an interim response at once; nothing happens where the protocol has none.
    void interim(int status, Headers headers) throws IOException;

    /// Tells the peer that nothing has been done about the request, so that it may be sent again.
    ///
    /// @return false where the protocol has no word for that and an answer has to say it
    default boolean refuse() {
        return false;
    }

    /// Asks that nothing is read from this connection after this exchange.
    void closeAfterwards();

    /// Sends the head of the final response; it may be held back until content follows.
    void begin(ResponseHead head) throws IOException;

    /// Whether [#begin] was called.
    boolean isBegun();

    /// Takes back a response that has begun but of which nothing has left, so that another one can
    /// be begun in its place.
    ///
    /// @return false when it is too late for that
    boolean retract();

    /// Sends content; it may be held back until [#flush] or [#finish].
    void write(ByteBuffer content) throws IOException;

    /// Sends content from a file.
    ///
    /// @throws IOException also when the file ends early
    void writeFile(FileChannel file, long offset, long length) throws IOException;

    /// Lets everything that is held back leave, before it returns as far as the protocol allows.
    void flush() throws IOException;

    /// Lets a piece of a stream leave, with everything before it. It leaves at once unless it
    /// follows closely on another one of this response; then it may leave with those that follow
    /// it, at the latest when the thread that serves the request waits for something or ends. It
    /// never needs another call to leave. An error may be thrown by the next call only.
    void flushSoon() throws IOException;

    /// Ends the content.
    ///
    /// @throws IOException also when less content was written than announced
    void finish(Headers trailers) throws IOException;

    /// Cuts the response off so that the peer can tell that it is not complete.
    void abort();

    /// Whether [#switchProtocol] can be called for this protocol name.
    boolean canSwitchTo(String protocol);

    /// Tells the peer that the protocol is switched, and ends HTTP on this connection or stream.
    ///
    /// @return the status that was sent
    int switchProtocol(String protocol, Headers headers) throws IOException;

    /// The drain that has been broadcast to the connection, or null. Any thread.
    @Nullable Drain drain();

    /// Has the action run for the next drain, in the thread that drains; at once if one has begun.
    void onDrain(Consumer<Drain> action);

    /// Has the action run once, in another thread, when the peer goes away.
    void onDisconnect(Runnable action);

    /// How many bytes of the request have been read: head and body.
    long bytesRead();

    /// How many bytes of the response have been produced.
    long bytesWritten();
}
