package io.roadrunner.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A raw HTTP/1.1 client connection over TCP or a unix-domain socket: it sends exactly the bytes
/// that it is given and reads strictly what comes back.
///
/// ```java
/// try (Wire wire = Wire.connect(port)) {
///     wire.send("GET /hello HTTP/1.1\r\nhost: a\r\n\r\n");
///     wire.readResponse().expectStatus(200).expectBody("hello");
/// }
/// ```
///
/// Owned by the test that made it, which closes it. One thread may send while another one reads;
/// [#reset()] and [#close()] are for when neither is under way. Every call has the deadline of
/// [#withTimeout(Duration)], at first [#DEFAULT_TIMEOUT]; bytes that arrive behind a message stay
/// for the next call. At most 64 MiB of one message are held.
public final class Wire implements AutoCloseable {
    /// How long a call waits unless told otherwise: 5 s.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private static final int SMALL_RECEIVE_BUFFER = 4096;

    private final SocketChannel channel;
    private final WireInput input;
    private final WireOutput output;
    private final WireResponseReader responses;
    private volatile Duration timeout = DEFAULT_TIMEOUT;

    private Wire(SocketChannel channel) {
        this.channel = channel;
        this.input = new WireInput(channel);
        this.output = new WireOutput(channel);
        this.responses = new WireResponseReader(input);
    }

    /// How a peer ended its side of the connection.
    public enum End {
        /// In order: the end of the stream.
        CLOSED("the peer closed the connection"),
        /// With an error, over TCP a RST: bytes may have been lost.
        RESET("the peer reset the connection");

        private final String description;

        End(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    /// Connects to a TCP port of this machine.
    ///
    /// @param port 1 to 65535
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Wire connect(int port) {
        return connect(loopback(port));
    }

    /// Connects to a TCP port of a host.
    ///
    /// @param host a name or an address
    /// @param port 1 to 65535
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Wire connect(String host, int port) {
        return connect(new InetSocketAddress(host, port));
    }

    /// Connects to an internet address or a unix-domain socket.
    ///
    /// @param address where to connect to
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Wire connect(SocketAddress address) {
        return new Wire(WireConnector.open(address, 0, DEFAULT_TIMEOUT));
    }

    /// Connects to a TCP port of this machine as a reader that cannot take much: with a receive
    /// buffer of 4 KiB, so that a peer's writes soon block when this side stops reading.
    ///
    /// @param port 1 to 65535
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Wire connectWithSmallReceiveBuffer(int port) {
        return connectWithReceiveBuffer(loopback(port), SMALL_RECEIVE_BUFFER);
    }

    /// Connects with a receive buffer of about this size, which has to be known before the
    /// connection is made. The system may round it.
    ///
    /// @param address where to connect to
    /// @param bytes 1 or more
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Wire connectWithReceiveBuffer(SocketAddress address, int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a receive buffer of " + bytes + " bytes");
        }
        return new Wire(WireConnector.open(address, bytes, DEFAULT_TIMEOUT));
    }

    /// {@return whether a connection to this address can be made now} It is closed again at once.
    ///
    /// @param address where to connect to
    public static boolean canConnect(SocketAddress address) {
        try (Wire _ = connect(address)) {
            return true;
        } catch (WireException _) {
            return false;
        }
    }

    /// Sets how long each later call may take in all.
    ///
    /// @param newTimeout more than zero
    /// @return this wire
    public Wire withTimeout(Duration newTimeout) {
        if (!newTimeout.isPositive()) {
            throw new IllegalArgumentException("a timeout of " + newTimeout);
        }
        timeout = newTimeout;
        return this;
    }

    /// Sends a text, each character one byte; line ends are sent as they are.
    ///
    /// @param latin1 characters of ISO 8859-1 only
    /// @return this wire
    /// @throws IllegalArgumentException for a character that is not one byte
    /// @throws WireTimeoutException when the peer does not take it in time
    /// @throws ConnectionEndedException when the peer has gone
    public Wire send(String latin1) {
        return send(WireOutput.octets(latin1));
    }

    /// Sends bytes.
    ///
    /// @param bytes what to send, as it is
    /// @return this wire
    /// @throws WireTimeoutException when the peer does not take them in time
    /// @throws ConnectionEndedException when the peer has gone
    public Wire send(byte[] bytes) {
        output.send(bytes, timeout);
        return this;
    }

    /// Ends this side's stream and keeps the other one open: a half close.
    ///
    /// @return this wire
    /// @throws ConnectionEndedException when the peer has gone
    public Wire endOutput() {
        output.end();
        return this;
    }

    /// Ends the connection with a RST. A unix-domain socket knows none and is closed.
    public void reset() {
        output.reset();
    }

    /// Reads the next response, to a request of any method but HEAD and CONNECT. A 1xx is a
    /// response of its own, without a body.
    ///
    /// @return the response with its body
    /// @throws MalformedResponseException when the bytes are no response that a server may send
    /// @throws ConnectionEndedException when the peer ends the connection before the response ends
    /// @throws WireTimeoutException when the response is not complete in time
    public WireResponse readResponse() {
        return readResponse("GET");
    }

    /// Reads the next response to a request of this method: one to HEAD has no body.
    ///
    /// @param requestMethod the method as it was sent
    /// @return the response with its body
    /// @throws MalformedResponseException when the bytes are no response that a server may send
    /// @throws ConnectionEndedException when the peer ends the connection before the response ends
    /// @throws WireTimeoutException when the response is not complete in time
    public WireResponse readResponse(String requestMethod) {
        input.begin(timeout);
        return responses.readResponse(requestMethod);
    }

    /// Reads the next response, which has to be an interim one (RFC 9110 §15.2).
    ///
    /// @return the head
    /// @throws MalformedResponseException when the bytes are no response that a server may send
    /// @throws ConnectionEndedException when the peer ends the connection before the response ends
    /// @throws WireTimeoutException when the head is not complete in time
    public WireResponse readInterim() {
        WireResponse head = readHead();
        if (head.status() >= 200) {
            throw new AssertionError("expected a 1xx; received " + WireText.shown(head.rawHead()));
        }
        ResponseFraming.of(head.head(), "GET");
        return head;
    }

    /// Reads the head of the next response and leaves its body for [#readChunk()],
    /// [#readBytes(int)] or [#discard(long)].
    ///
    /// @return the head; the body of it is empty
    /// @throws MalformedResponseException when the bytes are no head
    /// @throws ConnectionEndedException when the peer ends the connection before the head ends
    /// @throws WireTimeoutException when the head is not complete in time
    public WireResponse readHead() {
        input.begin(timeout);
        return new WireResponse(responses.readHead(), WireBody.none());
    }

    /// Reads the next chunk of a chunked body (RFC 9112 §7.1). An empty array is the last chunk:
    /// [#readTrailers()] reads what follows it.
    ///
    /// @return the content of the chunk
    /// @throws MalformedResponseException when the bytes are no chunk
    /// @throws ConnectionEndedException when the peer ends the connection before the chunk ends
    /// @throws WireTimeoutException when the chunk is not complete in time
    public byte[] readChunk() {
        input.begin(timeout);
        return responses.readChunk();
    }

    /// Reads the trailer fields behind the last chunk with the blank line after them.
    ///
    /// @return the fields in order
    /// @throws MalformedResponseException when the bytes are no field lines
    /// @throws ConnectionEndedException when the peer ends the connection before the blank line
    /// @throws WireTimeoutException when the blank line does not come in time
    public List<WireHeader> readTrailers() {
        input.begin(timeout);
        return List.copyOf(responses.readFields("a trailer line"));
    }

    /// Reads exactly so many bytes.
    ///
    /// @param count 0 to 64 Mi
    /// @return the bytes
    /// @throws ConnectionEndedException when the peer ends the connection before
    /// @throws WireTimeoutException when they do not come in time
    public byte[] readBytes(int count) {
        input.begin(timeout);
        return input.readExactly(count, count + " bytes");
    }

    /// Reads exactly so many bytes and throws them away; for bodies too large to hold.
    ///
    /// @param count 0 or more
    /// @return this wire
    /// @throws ConnectionEndedException when the peer ends the connection before
    /// @throws WireTimeoutException when they do not come in time
    public Wire discard(long count) {
        input.begin(timeout);
        input.discard(count);
        return this;
    }

    /// Expects exactly these bytes next.
    ///
    /// @param latin1 each character one byte
    /// @return this wire
    /// @throws AssertionError when others come
    /// @throws ConnectionEndedException when the peer ends the connection before
    /// @throws WireTimeoutException when they do not come in time
    public Wire expect(String latin1) {
        byte[] expected = WireOutput.octets(latin1);
        byte[] actual = readBytes(expected.length);
        if (!Arrays.equals(expected, actual)) {
            throw new AssertionError(
                    "expected "
                            + WireText.shown(expected)
                            + "\nand received "
                            + WireText.shown(actual));
        }
        return this;
    }

    /// Expects a chunk with this content next (RFC 9112 §7.1).
    ///
    /// @param text what the chunk holds, compared as UTF-8; empty is the last chunk
    /// @return this wire
    /// @throws AssertionError when the chunk holds something else
    /// @throws WireException when no chunk comes
    public Wire expectChunk(String text) {
        byte[] chunk = readChunk();
        if (!Arrays.equals(chunk, text.getBytes(StandardCharsets.UTF_8))) {
            throw new AssertionError(
                    "expected the chunk\n" + text + "\nand received " + WireText.shown(chunk));
        }
        return this;
    }

    /// Expects that the peer ends the connection without another byte.
    ///
    /// @return how it ended the connection
    /// @throws AssertionError when a byte comes
    /// @throws WireTimeoutException when the connection does not end in time
    public End expectClosed() {
        input.begin(timeout);
        if (input.awaitByte("the end of the connection")) {
            throw new AssertionError(
                    "expected the end of the connection; received " + input.received());
        }
        End end = input.end();
        return end == null ? End.CLOSED : end;
    }

    /// Expects an open connection on which no byte comes for so long.
    ///
    /// @param duration how long to watch
    /// @return this wire
    /// @throws AssertionError when a byte comes or the peer ends the connection
    public Wire expectNothingFor(Duration duration) {
        input.begin(duration);
        if (input.byteOrEndArrives()) {
            End end = input.end();
            throw new AssertionError(
                    "expected nothing for %d ms; received %s%s"
                            .formatted(
                                    duration.toMillis(),
                                    input.received(),
                                    end == null ? "" : ", then " + end.description()));
        }
        return this;
    }

    /// {@return how many bytes have arrived and are not read yet} Takes them out of the system's
    /// buffer.
    public int available() {
        return input.poll();
    }

    /// {@return whether the peer has not ended the connection, as far as that has arrived here}
    /// Takes bytes that come before the end out of the system's buffer; they stay readable.
    public boolean isOpen() {
        if (!channel.isOpen()) {
            return false;
        }
        input.poll();
        return input.end() == null;
    }

    /// {@return the address of this side, which the peer sees unless something stands between}
    public SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            throw new WireException("this side of the connection is closed", e);
        }
    }

    /// Closes the connection; a second call does nothing.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new WireException("the connection cannot be closed", e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
