package io.roadrunner.benchmarks.run.plan;

import java.util.List;

/// What loads a server in a closed loop: the next request goes out when an answer has come. Each
/// says what it asks for of which tool.
public sealed interface Load {
    /// HTTP/1.1 by `wrk`.
    ///
    /// @param connections how many are kept open
    /// @param script the name of a Lua script among the resources, or empty for none
    /// @param headers fields of every request
    record Wrk(int connections, String script, List<String> headers) implements Load {
        /// Copies the list.
        public Wrk {
            headers = List.copyOf(headers);
        }
    }

    /// HTTP/2 by `h2load`, or HTTP/1.1 over TLS. What happens before all connections are there,
    /// such as their handshakes, is not counted.
    ///
    /// @param version what is spoken
    /// @param connections how many are kept open
    /// @param streams at once on each; 1 with HTTP/1.1
    /// @param upload whether every request carries [#UPLOAD_OCTETS]
    record H2load(Version version, int connections, int streams, boolean upload) implements Load {}

    /// What `h2load` speaks.
    enum Version {
        HTTP_1_1("http/1.1"),
        HTTP_2("h2");

        private final String alpn;

        Version(String alpn) {
            this.alpn = alpn;
        }

        /// Its name in ALPN (RFC 7301).
        public String alpn() {
            return alpn;
        }
    }

    /// WebSocket messages of 1 KiB by the generator of package `load`.
    ///
    /// @param connections how many are kept open
    /// @param window the messages in flight on each
    record WebSocket(int connections, int window) implements Load {}

    /// One TLS handshake and one request of HTTP/1.0 on each connection, one after the other, by
    /// `openssl s_time`.
    ///
    /// @param resumed whether it goes on with an earlier session
    record Handshakes(boolean resumed) implements Load {}

    /// The content of an upload.
    int UPLOAD_OCTETS = 20 << 20;

    /// `wrk` with nothing special.
    static Load wrk(int connections) {
        return new Wrk(connections, "", List.of());
    }

    /// `wrk` with a script.
    static Load wrk(int connections, String script) {
        return new Wrk(connections, script, List.of());
    }

    /// HTTP/2 without a body.
    static Load h2load(int connections, int streams) {
        return new H2load(Version.HTTP_2, connections, streams, false);
    }
}
