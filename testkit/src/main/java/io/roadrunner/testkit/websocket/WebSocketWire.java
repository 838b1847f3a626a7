package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.Octets;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.socket.SocketConnector;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/// A raw WebSocket client: it sends exactly the frames that it is given, valid or not, and reads
/// strictly what comes back.
///
/// ```java
/// try (WebSocketWire wire = WebSocketWire.connect(port, "/echo")) {
///     wire.send(text("hello")).expectText("hello");
///     wire.send(text("x").unmasked()).expectFailure(1002);
/// }
/// ```
///
/// Everything happens in the thread of the test; nothing is read unless the test waits for
/// something. Every `expect…` method is about the very next frame or message. A PING is answered as
/// soon as it is read, unless [#automaticPong(boolean)] says otherwise; nothing else is sent by
/// itself, a close neither.
///
/// Every call has the deadline of [#withTimeout(Duration)], at first [#DEFAULT_TIMEOUT]. A call
/// that fails shows the last frames. Owned by the test that made it, which closes it; one thread
/// may send while another one reads.
public final class WebSocketWire implements AutoCloseable {
    /// How long a call waits unless told otherwise: 10 s.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final OctetStream stream;
    private final WebSocketInput input;
    private Duration timeout = DEFAULT_TIMEOUT;
    private boolean answersPings = true;
    private boolean closeSent;

    private WebSocketWire(OctetStream stream) {
        this.stream = stream;
        this.input = new WebSocketInput(stream);
    }

    /// Connects to a TCP port of this machine and opens a WebSocket.
    ///
    /// @param port 1 to 65535
    /// @param target the path, with a query if there is one
    /// @return the open WebSocket
    /// @throws WireException when there is no connection or no answer
    /// @throws AssertionError when the answer does not open it
    public static WebSocketWire connect(int port, String target) {
        return open(port).start(Handshake.to(target));
    }

    /// Connects to a TCP port of this machine by TLS and opens a WebSocket.
    ///
    /// @param port 1 to 65535
    /// @param target the path, with a query if there is one
    /// @param context whom to trust and who to be
    /// @return the open WebSocket
    /// @throws WireException when there is no connection or no answer
    /// @throws AssertionError when the answer does not open it
    public static WebSocketWire connectTls(int port, String target, SSLContext context) {
        return openTls(port, context).start(Handshake.to(target));
    }

    /// Connects to a TCP port of this machine and sends nothing yet.
    ///
    /// @param port 1 to 65535
    /// @return the connection
    /// @throws WireException when there is none within the timeout
    public static WebSocketWire open(int port) {
        return over(new SocketStream(SocketConnector.plain(port, DEFAULT_TIMEOUT)));
    }

    /// Connects to a TCP port of this machine by TLS, with `http/1.1` from ALPN, and sends nothing
    /// yet.
    ///
    /// @param port 1 to 65535
    /// @param context whom to trust and who to be
    /// @return the connection
    /// @throws WireException when the connection or the handshake of TLS fails
    /// @throws AssertionError when the server does not choose `http/1.1`
    public static WebSocketWire openTls(int port, SSLContext context) {
        return over(
                new SocketStream(SocketConnector.tls(port, context, "http/1.1", DEFAULT_TIMEOUT)));
    }

    /// Speaks over a stream of octets. Where that has been opened in another way than by RFC 6455
    /// §4, frames can be sent at once.
    ///
    /// @param stream owned by the wire from now on
    /// @return the wire
    public static WebSocketWire over(OctetStream stream) {
        return new WebSocketWire(stream);
    }

    /// Sets how long each later call may take in all.
    ///
    /// @param newTimeout more than zero
    /// @return this wire
    public WebSocketWire withTimeout(Duration newTimeout) {
        if (!newTimeout.isPositive()) {
            throw new IllegalArgumentException("a timeout of " + newTimeout);
        }
        timeout = newTimeout;
        return this;
    }

    /// Switches the answer to PING when it is read; it is on at first.
    ///
    /// @param on whether to
    /// @return this wire
    public WebSocketWire automaticPong(boolean on) {
        answersPings = on;
        return this;
    }

    /// Reads messages as an extension says that was agreed upon in another way than by
    /// [#handshake(Handshake, Outgoing...)].
    ///
    /// @param extension owned by the wire from now on
    /// @return this wire
    public WebSocketWire with(PermessageDeflate extension) {
        input.use(extension);
        return this;
    }

    /// Sends a handshake, with frames right behind it in the same write, and reads the answer. A
    /// 101 is checked as a client has to (RFC 6455 §4.1); permessage-deflate is used from then on
    /// if the server agreed to it.
    ///
    /// @param request what to ask
    /// @param frames what to send without waiting for the answer
    /// @return the answer
    /// @throws AssertionError when it is a 101 that no client may accept
    public HandshakeResponse handshake(Handshake request, Outgoing... frames) {
        write(request, joined(request.bytes(), frames));
        HandshakeResponse response = input.readHandshake(timeout);
        if (response.status() == HandshakeResponse.SWITCHING) {
            response.expectOpen(request);
            String extensions = response.header("sec-websocket-extensions");
            if (extensions != null) {
                input.use(PermessageDeflate.agreed(extensions));
            }
        }
        return response;
    }

    /// Opens the WebSocket.
    ///
    /// @param request what to ask
    /// @return this wire
    /// @throws AssertionError when the answer does not open it
    public WebSocketWire start(Handshake request) {
        handshake(request).expectStatus(HandshakeResponse.SWITCHING);
        return this;
    }

    /// {@return the compression that was agreed upon}
    ///
    /// @throws AssertionError when there is none
    public PermessageDeflate compression() {
        PermessageDeflate compression = input.compression();
        if (compression == null) {
            throw new AssertionError("permessage-deflate was not agreed upon");
        }
        return compression;
    }

    /// {@return whether permessage-deflate was agreed upon}
    public boolean isCompressing() {
        return input.compression() != null;
    }

    /// Sends frames in one write.
    ///
    /// @param frames any number of them
    /// @return this wire
    /// @throws WireException when the peer does not take them in time or has gone
    public WebSocketWire send(Outgoing... frames) {
        write(Arrays.toString(frames), joined(new byte[0], frames));
        return this;
    }

    /// Sends frames in writes of so many octets each, wherever that cuts them.
    ///
    /// @param size 1 or more; 1 sends octet by octet
    /// @param frames any number of them
    /// @return this wire
    /// @throws WireException when the peer does not take them in time or has gone
    public WebSocketWire sendSplit(int size, Outgoing... frames) {
        byte[] octets = joined(new byte[0], frames);
        input.sent("by " + size + ": " + Arrays.toString(frames));
        for (int from = 0; from < octets.length; from += size) {
            int to = Math.min(octets.length, from + size);
            stream.write(Arrays.copyOfRange(octets, from, to), timeout);
        }
        return this;
    }

    /// Ends this side's stream of octets and keeps the other one open.
    ///
    /// @return this wire
    public WebSocketWire endOutput() {
        stream.endOutput();
        return this;
    }

    /// Takes the very next frame, whatever it is.
    ///
    /// @return the frame
    /// @throws WireException when none comes in time, the stream ends or it is malformed
    public Frame receive() {
        Frame frame = input.readFrame(timeout);
        if (frame.opcode() == Opcode.PING && answersPings && !closeSent) {
            send(OutgoingFrame.of(Opcode.PONG.code(), frame.payload().bytes()));
        }
        return frame;
    }

    /// Takes the very next message: joins its frames, passes over PING between them, inflates it
    /// and checks that a text is UTF-8.
    ///
    /// @return the message
    /// @throws AssertionError when PONG or a close comes
    /// @throws WireException when none comes in time, the stream ends or it is malformed
    public Message receiveMessage() {
        Frame first = receiveData();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(first.payload().bytes());
        int frames = 1;
        boolean fin = first.fin();
        while (!fin) {
            Frame more = receiveData();
            payload.writeBytes(more.payload().bytes());
            fin = more.fin();
            frames++;
        }
        return input.message(first, frames, payload.toByteArray());
    }

    private Frame receiveData() {
        Frame frame = receive();
        while (frame.opcode() == Opcode.PING) {
            frame = receive();
        }
        if (frame.opcode().isControl()) {
            throw input.failed("expected a message and received " + frame);
        }
        return frame;
    }

    /// Expects exactly these frames next, fragment by fragment; their masks do not count.
    ///
    /// @param frames as the server is to send them
    /// @return this wire
    /// @throws AssertionError when another one comes
    public WebSocketWire expect(OutgoingFrame... frames) {
        for (OutgoingFrame expected : frames) {
            Frame frame = receive();
            require(frame.equals(expected.asReceived()), expected.asReceived(), frame);
        }
        return this;
    }

    /// Expects a text message next, in any number of frames, compressed or not.
    ///
    /// @param text all of it
    /// @return this wire
    /// @throws AssertionError when something else comes
    public WebSocketWire expectText(String text) {
        Message message = receiveMessage();
        if (message.opcode() != Opcode.TEXT || !message.text().equals(text)) {
            throw input.failed("expected " + Octets.of(text) + " and received " + message);
        }
        return this;
    }

    /// Expects a binary message next, in any number of frames, compressed or not.
    ///
    /// @param octets all of it
    /// @return this wire
    /// @throws AssertionError when something else comes
    public WebSocketWire expectBinary(byte[] octets) {
        Message message = receiveMessage();
        Octets expected = Octets.of(octets);
        require(
                message.opcode() == Opcode.BINARY && message.content().equals(expected),
                expected,
                message);
        return this;
    }

    /// Expects a close next.
    ///
    /// @param code [Frame#NO_CODE] for one without a code
    /// @return its reason, which may be empty
    /// @throws AssertionError when something else comes
    public String expectClose(int code) {
        Frame frame = receive();
        require(
                frame.opcode() == Opcode.CLOSE && frame.closeCode() == code,
                "a close with " + code,
                frame);
        return frame.closeReason();
    }

    /// Expects that the peer ends its stream without another octet.
    ///
    /// @return how it ended it
    /// @throws AssertionError when an octet comes
    /// @throws WireException when the stream does not end in time
    public Wire.End expectClosed() {
        return input.awaitEnd(timeout);
    }

    /// Expects that the peer fails the WebSocket, RFC 6455 §7.1.7: a close, then the end of the
    /// stream without an answer to it.
    ///
    /// @param code why
    /// @return the reason
    public String expectFailure(int code) {
        String reason = expectClose(code);
        expectClosed();
        return reason;
    }

    /// Closes the WebSocket in order, RFC 6455 §7.1.2: sends a close with 1000, expects it back and
    /// then the end of the stream.
    ///
    /// @return how the peer ended the stream
    public Wire.End closeHandshake() {
        send(Frames.close(1000));
        expectClose(1000);
        return expectClosed();
    }

    /// Expects an open stream on which nothing comes for so long.
    ///
    /// @param duration how long to watch
    /// @return this wire
    /// @throws AssertionError when something comes or the peer ends the stream
    public WebSocketWire expectNothingFor(Duration duration) {
        input.expectNothingFor(duration);
        return this;
    }

    /// Ends the connection with an error, over TCP a RST.
    public void reset() {
        stream.reset();
    }

    /// Ends the connection; a second call does nothing.
    @Override
    public void close() {
        stream.close();
        input.close();
    }

    private void require(boolean met, Object expected, Object received) {
        if (!met) {
            throw input.failed("expected " + expected + " and received " + received);
        }
    }

    private void write(Object shown, byte[] octets) {
        input.sent(shown);
        stream.write(octets, timeout);
    }

    private byte[] joined(byte[] first, Outgoing... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        for (Outgoing frame : frames) {
            all.writeBytes(frame.bytes());
            closeSent |= frame instanceof OutgoingFrame one && one.isClose();
        }
        return all.toByteArray();
    }
}
