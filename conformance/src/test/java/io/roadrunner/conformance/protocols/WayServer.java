package io.roadrunner.conformance.protocols;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.conformance.ObservedServer;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.http.Handler;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.http2.Http2Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A listener on a free port of this machine that speaks in one way.
final class WayServer extends ObservedServer {
    /// The name of the listener.
    static final String NAME = "ways";

    private final Way way;
    private final Trust trust;

    private WayServer(Way way, Trust trust, ListenerOptions options) {
        super(NAME, options);
        this.way = way;
        this.trust = trust;
    }

    /// @param folder where a certificate may be put
    static WayServer start(Way way, Path folder, Consumer<ListenerOptionsBuilder> change) {
        ListenerOptionsBuilder options = ListenerOptions.builder().host("127.0.0.1").port(0);
        options.protocols(way.protocol());
        Path own = folder(folder, way);
        if (way.isEncrypted()) {
            options.tls(new Certificates(own).localhost());
        }
        change.accept(options);
        return new WayServer(way, new Trust(own.resolve("localhost.pem")), options.build());
    }

    private static Path folder(Path folder, Way way) {
        try {
            return Files.createDirectories(folder.resolve(way.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WayServer start(Way way, Path folder, Routes routes) {
        return start(way, folder, options -> options.routes(routes));
    }

    static WayServer answering(Way way, Path folder, Handler handler) {
        return start(way, folder, Routes.handler(handler));
    }

    /// A new connection.
    Client connect() {
        try {
            return way.isHttp2()
                    ? new Http2Client(wire(), way)
                    : Http1Client.connect(listener().port(), way.isEncrypted() ? trust : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new connection to a server of HTTP/2, frame by frame.
    Http2Wire wire() {
        return way.isEncrypted()
                ? Http2Wire.connectTls(listener().port(), trust.context())
                : Http2Wire.connect(listener().port());
    }

    /// The answer to one request on a connection of its own.
    Answer answerTo(Ask ask) {
        try (Client client = connect()) {
            return client.begin(ask).end().answer();
        }
    }
}
