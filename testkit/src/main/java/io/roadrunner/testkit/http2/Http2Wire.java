package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.ConnectionEndedException;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.WireTimeoutException;
import io.roadrunner.testkit.socket.SocketConnector;
import io.roadrunner.testkit.socket.SocketInput;
import io.roadrunner.testkit.socket.SocketOutput;
import io.roadrunner.testkit.socket.Transcript;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/// A raw HTTP/2 client connection: it sends exactly the frames that it is given, valid or not, and
/// reads strictly what comes back.
///
/// ```java
/// try (Http2Wire wire = Http2Wire.connect(port)) {
///     wire.send(headers(1).get("/hello"));
///     wire.expectResponse(1).expectStatus(200).expectBody("hello");
///     wire.send(windowUpdate(0, 0)).expectConnectionError(ErrorCode.PROTOCOL_ERROR);
/// }
/// ```
///
/// Everything happens in the thread of the test; nothing is read unless the test waits for
/// something. An `expect…` method takes the next frame *of the kind that it names* and leaves all
/// others, in order, for later calls ([#waiting()] shows them); [#receive()] and
/// [#expectNext(Class)] take the very next one. Whatever is read is answered first, as far as the
/// switches say: SETTINGS and PING are acknowledged, windows are not updated, so that a response of
/// more than 65 535 octets needs [#automaticWindowUpdates(boolean)].
///
/// Every call has the deadline of [#withTimeout(Duration)], at first [#DEFAULT_TIMEOUT]. A call
/// that fails shows the last frames that went over the connection. Owned by the test that made it,
/// which closes it; one thread may send while another one reads. At most 100 000 frames wait.
public final class Http2Wire implements AutoCloseable {
    /// How long a call waits unless told otherwise: 10 s.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final Socket socket;
    private final Transcript transcript = new Transcript();
    private final FrameReader reader;
    private final SocketOutput output;
    private final Inbox inbox;
    private volatile Duration timeout = DEFAULT_TIMEOUT;
    private boolean acknowledgesSettings = true;
    private boolean acknowledgesPings = true;
    private boolean updatesWindows;

    private Http2Wire(Socket socket) {
        this.socket = socket;
        SocketInput input = new SocketInput(socket);
        this.reader = new FrameReader(input, transcript);
        this.inbox = new Inbox(input, reader, transcript, this::answer);
        this.output = new SocketOutput(socket, transcript);
    }

    /// Connects to a TCP port of this machine and sends the preface with empty SETTINGS.
    ///
    /// @param port 1 to 65535
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Http2Wire connect(int port) {
        return open(port).start(Frames.settings());
    }

    /// Connects to a TCP port of this machine and sends nothing yet.
    ///
    /// @param port 1 to 65535
    /// @return the open connection
    /// @throws WireException when the connection is refused or not made within the timeout
    public static Http2Wire open(int port) {
        return new Http2Wire(SocketConnector.plain(port, DEFAULT_TIMEOUT));
    }

    /// Connects to a TCP port of this machine by TLS with `h2` from ALPN, and sends the preface
    /// with empty SETTINGS.
    ///
    /// @param port 1 to 65535
    /// @param context whom to trust and who to be
    /// @return the open connection
    /// @throws WireException when the connection or the handshake fails
    /// @throws AssertionError when the server does not choose `h2`
    public static Http2Wire connectTls(int port, SSLContext context) {
        return openTls(port, context).start(Frames.settings());
    }

    /// Connects like [#connectTls(int, SSLContext)] and sends nothing yet.
    ///
    /// @param port 1 to 65535
    /// @param context whom to trust and who to be
    /// @return the open connection
    /// @throws WireException when the connection or the handshake fails
    /// @throws AssertionError when the server does not choose `h2`
    public static Http2Wire openTls(int port, SSLContext context) {
        return new Http2Wire(SocketConnector.tls(port, context, "h2", DEFAULT_TIMEOUT));
    }

    /// Speaks over a socket that is connected already, and sends nothing yet. The wire owns it.
    ///
    /// @param socket with or without TLS; its timeout is changed
    /// @return the open connection
    public static Http2Wire over(Socket socket) {
        return new Http2Wire(socket);
    }

    /// Sends the preface and these frames in one write.
    ///
    /// @param frames SETTINGS first, unless the test wants it otherwise
    /// @return this wire
    public Http2Wire start(Outgoing... frames) {
        Outgoing[] all = new Outgoing[frames.length + 1];
        all[0] = Frames.preface();
        System.arraycopy(frames, 0, all, 1, frames.length);
        return send(all);
    }

    /// Sets how long each later call may take in all.
    ///
    /// @param newTimeout more than zero
    /// @return this wire
    public Http2Wire withTimeout(Duration newTimeout) {
        if (!newTimeout.isPositive()) {
            throw new IllegalArgumentException("a timeout of " + newTimeout);
        }
        timeout = newTimeout;
        return this;
    }

    /// Switches the acknowledgment of SETTINGS when they are read; it is on at first.
    ///
    /// @param on whether to
    /// @return this wire
    public Http2Wire automaticSettingsAck(boolean on) {
        acknowledgesSettings = on;
        return this;
    }

    /// Switches the answer to PING when it is read; it is on at first.
    ///
    /// @param on whether to
    /// @return this wire
    public Http2Wire automaticPingAck(boolean on) {
        acknowledgesPings = on;
        return this;
    }

    /// Switches the WINDOW_UPDATE, for the stream and for the connection, that gives back what a
    /// DATA frame took when it is read; it is off at first.
    ///
    /// @param on whether to
    /// @return this wire
    public Http2Wire automaticWindowUpdates(boolean on) {
        updatesWindows = on;
        return this;
    }

    /// Sends frames in one write.
    ///
    /// @param frames any number of them
    /// @return this wire
    /// @throws WireTimeoutException when the peer does not take them in time
    /// @throws ConnectionEndedException when the peer has gone
    public Http2Wire send(Outgoing... frames) {
        FrameBytes octets = new FrameBytes();
        for (Outgoing frame : frames) {
            if (frame instanceof SettingsFrame settings) {
                reader.settingsSent(settings);
            }
            octets.append(frame.bytes());
        }
        output.write(octets.bytes(), timeout);
        return this;
    }

    /// Ends this side's stream of octets and keeps the other one open.
    ///
    /// @return this wire
    public Http2Wire endOutput() {
        output.end();
        return this;
    }

    /// Takes the very next frame, whatever it is.
    ///
    /// @return one that waits, otherwise the next one of the connection
    /// @throws WireException when none comes in time, the connection ends or it is malformed
    public Frame receive() {
        return await("a frame", _ -> true);
    }

    /// Expects that the very next frame is of this kind.
    ///
    /// @param <F> the kind
    /// @param kind such as `Frame.Settings.class`
    /// @return the frame
    /// @throws AssertionError when another frame comes
    public <F extends Frame> F expectNext(Class<F> kind) {
        Frame next = receive();
        if (!kind.isInstance(next)) {
            throw failed("expected " + kind.getSimpleName() + " and received " + next);
        }
        return kind.cast(next);
    }

    /// Expects SETTINGS that are no acknowledgment.
    ///
    /// @return the frame
    public Frame.Settings expectSettings() {
        return await("SETTINGS", Frame.Settings.class, settings -> !settings.ack());
    }

    /// Expects an acknowledgment of SETTINGS.
    ///
    /// @return this wire
    public Http2Wire expectSettingsAck() {
        await("an acknowledgment of SETTINGS", Frame.Settings.class, Frame.Settings::ack);
        return this;
    }

    /// Expects a PING that is no answer.
    ///
    /// @return the frame
    public Frame.Ping expectPing() {
        return await("PING", Frame.Ping.class, ping -> !ping.ack());
    }

    /// Expects an answer to PING.
    ///
    /// @param data the 8 characters that were sent
    /// @return this wire
    public Http2Wire expectPingAck(String data) {
        Frame.Ping ping = await("an answer to PING", Frame.Ping.class, Frame.Ping::ack);
        Fields.expect(ping.data().text().equals(data), "PING \"" + data + '"', ping);
        return this;
    }

    /// Waits until the peer has read everything that was sent: sends PING and takes its answer.
    ///
    /// @return this wire
    public Http2Wire roundTrip() {
        return send(Frames.ping("round-tr")).expectPingAck("round-tr");
    }

    /// Expects WINDOW_UPDATE.
    ///
    /// @param stream 0 for the connection
    /// @return the frame
    public Frame.WindowUpdate expectWindowUpdate(int stream) {
        return await(
                "WINDOW_UPDATE of " + stream,
                Frame.WindowUpdate.class,
                update -> update.stream() == stream);
    }

    /// Takes the next frame of a stream, WINDOW_UPDATE aside, where several answers are right.
    ///
    /// @param stream 1 or more
    /// @return HEADERS, DATA, RST_STREAM or one of an unknown type
    public Frame receiveOf(int stream) {
        return await(
                "a frame of stream " + stream,
                frame -> frame.stream() == stream && !(frame instanceof Frame.WindowUpdate));
    }

    /// Expects HEADERS as the next frame of a stream, WINDOW_UPDATE aside.
    ///
    /// @param stream 1 or more
    /// @return the frame
    public Frame.Headers expectHeaders(int stream) {
        return expectOf(stream, Frame.Headers.class);
    }

    /// Expects DATA as the next frame of a stream, WINDOW_UPDATE aside.
    ///
    /// @param stream 1 or more
    /// @return the frame
    public Frame.Data expectData(int stream) {
        return expectOf(stream, Frame.Data.class);
    }

    /// Expects RST_STREAM as the next frame of a stream, WINDOW_UPDATE aside.
    ///
    /// @param stream 1 or more
    /// @param code why
    /// @return this wire
    public Http2Wire expectReset(int stream, ErrorCode code) {
        Frame.Reset reset = expectOf(stream, Frame.Reset.class);
        Fields.expect(reset.code() == code, "RST_STREAM with " + code, transcript);
        return this;
    }

    /// Gathers a whole response: what is interim, its head, body and trailers.
    ///
    /// @param stream 1 or more
    /// @return the response
    /// @throws AssertionError when the stream is reset before it ends
    public Http2Response expectResponse(int stream) {
        List<Frame> frames = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            Frame frame = receiveOf(stream);
            frames.add(frame);
            ended =
                    switch (frame) {
                        case Frame.Headers headers -> headers.endStream();
                        case Frame.Data data -> data.endStream();
                        case Frame other -> throw failed("expected a response, not " + other);
                    };
        }
        return Http2Response.of(frames);
    }

    /// Expects GOAWAY.
    ///
    /// @param code why
    /// @return the frame
    public Frame.GoAway expectGoAway(ErrorCode code) {
        Frame.GoAway goAway = await("GOAWAY", Frame.GoAway.class, _ -> true);
        Fields.expect(goAway.code() == code, "GOAWAY with " + code, transcript);
        return goAway;
    }

    /// Expects GOAWAY and the end of the connection, RFC 9113 §5.4.1.
    ///
    /// @param code why
    /// @return the GOAWAY
    public Frame.GoAway expectConnectionError(ErrorCode code) {
        Frame.GoAway goAway = expectGoAway(code);
        expectClosed();
        return goAway;
    }

    /// Expects that the peer ends the connection, whatever it sends before; that waits.
    ///
    /// @return how it ended the connection
    public Wire.End expectClosed() {
        return inbox.awaitEnd(timeout);
    }

    /// {@return the frames that were read and that nothing has taken, oldest first}
    public List<Frame> waiting() {
        return inbox.waiting();
    }

    /// Ends the connection with a RST.
    public void reset() {
        SocketConnector.reset(socket);
    }

    /// Closes the connection; a second call does nothing.
    @Override
    public void close() {
        SocketConnector.close(socket);
    }

    private <F extends Frame> F expectOf(int stream, Class<F> kind) {
        Frame frame = receiveOf(stream);
        if (!kind.isInstance(frame)) {
            throw failed("expected " + kind.getSimpleName() + " and received " + frame);
        }
        return kind.cast(frame);
    }

    private <F extends Frame> F await(String what, Class<F> kind, Predicate<F> wanted) {
        return kind.cast(
                await(what, frame -> kind.isInstance(frame) && wanted.test(kind.cast(frame))));
    }

    private Frame await(String what, Predicate<Frame> wanted) {
        return inbox.await(what, wanted, timeout);
    }

    private void answer(Frame frame) {
        try {
            switch (frame) {
                case Frame.Settings settings when !settings.ack() && acknowledgesSettings ->
                        send(Frames.settingsAck());
                case Frame.Ping ping when !ping.ack() && acknowledgesPings ->
                        send(Frames.frame(FrameType.PING, FrameType.ACK, 0, ping.data().bytes()));
                case Frame.Data data when data.windowOctets() > 0 && updatesWindows ->
                        send(
                                Frames.windowUpdate(0, data.windowOctets()),
                                Frames.windowUpdate(data.stream(), data.windowOctets()));
                case Frame _ -> {}
            }
        } catch (ConnectionEndedException e) {
            // What the peer sent before it went is still there to read.
            transcript.received(e.end());
        }
    }

    private AssertionError failed(String message) {
        return new AssertionError(message + "\n" + transcript);
    }
}
