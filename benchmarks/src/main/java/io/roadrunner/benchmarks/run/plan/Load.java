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

    /// HTTP/2 by `h2load`.
    ///
    /// @param connections how many are kept open
    /// @param streams at once on each
    /// @param upload whether every request carries [#UPLOAD_OCTETS]
    record H2load(int connections, int streams, boolean upload) implements Load {}

    /// WebSocket messages of 1 KiB by the generator of package `load`.
    ///
    /// @param connections how many are kept open
    /// @param window the messages in flight on each
    record WebSocket(int connections, int window) implements Load {}

    /// One TLS handshake and one request on each connection.
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

    /// `h2load` without a body.
    static Load h2load(int connections, int streams) {
        return new H2load(connections, streams, false);
    }
}
