package io.roadrunner.conformance.deploy;

import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.Http2Wire;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A client that has several streams open at a time on a connection by HTTP/2, which it keeps until
/// it gets GOAWAY. A stream that is refused or reset is a request lost.
final class Http2Traffic implements Traffic {
    private static final String CONTENT = "content of a stream";

    /// nginx leaves a connection after 1000 streams, whatever is on its way to it: this client goes
    /// before.
    private static final int LAST_STREAM = 1500;

    private final int port;
    private final @Nullable SSLContext trust;
    private @Nullable Http2Wire wire;
    private int nextStream = 1;

    /// @param trust for a connection by TLS
    Http2Traffic(int port, @Nullable SSLContext trust) {
        this.port = port;
        this.trust = trust;
    }

    @Override
    public void ask(Tally tally) {
        Http2Wire connection = wire == null ? connect(tally) : wire;
        wire = connection;
        int get = begin("GET", tally, connection);
        int post = begin("POST", tally, connection);
        connection.send(Frames.data(post, CONTENT).endStream());
        int last = begin("GET", tally, connection);
        expect(connection, get, "hello, roadrunner!", tally);
        expect(connection, post, CONTENT, tally);
        expect(connection, last, "hello, roadrunner!", tally);
        boolean told = connection.waiting().stream().anyMatch(Frame.GoAway.class::isInstance);
        if (told || nextStream > LAST_STREAM) {
            close();
        }
    }

    private Http2Wire connect(Tally tally) {
        tally.connected();
        nextStream = 1;
        Http2Wire fresh =
                trust == null ? Http2Wire.connect(port) : Http2Wire.connectTls(port, trust);
        return fresh.withTimeout(Http1Traffic.PATIENCE).automaticWindowUpdates(true);
    }

    private int begin(String method, Tally tally, Http2Wire connection) {
        int stream = nextStream;
        nextStream += 2;
        tally.asked();
        boolean isGet = method.equals("GET");
        connection.send(
                Frames.headers(stream)
                        .request(method, isGet ? "/hello" : "/echo")
                        .with(":scheme", trust == null ? "http" : "https")
                        .endStream(isGet));
        return stream;
    }

    private static void expect(Http2Wire connection, int stream, String body, Tally tally) {
        connection.expectResponse(stream).expectStatus(200).expectBody(body);
        tally.answered();
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    @Override
    public String toString() {
        return trust == null ? "h2" : "h2 by TLS";
    }
}
