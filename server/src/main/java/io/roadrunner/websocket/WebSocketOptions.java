package io.roadrunner.websocket;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.OptionProblems;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a route offers to WebSocket clients and what it puts up with. Immutable.
///
/// @param subprotocols what is spoken on top, such as `graphql-transport-ws`; the first of the
///   client's list that is here is agreed on (RFC 6455 §4.2.2). Default none
/// @param origins the pages that may open a session; default [Origins.SameHost]
/// @param maxFrameSize octets of one frame on the wire, 1 to 2^30, default 1 MiB; one more ends the
///   session with code 1009 before it is read
/// @param maxMessageSize octets of one message, also inflated, 1 to 2^30, default 1 MiB; one more
///   ends the session with code 1009. Each fragment counts as 64 octets at least
/// @param compression how messages are compressed (RFC 7692), null for not at all; default
///   [WebSocketCompression#standard()]
/// @param pingInterval how long a client may be silent before it gets a ping; a third silence of
///   the same length ends the session. Zero for never, up to 1 day, default 30 s
/// @param closeTimeout how long the client may take for its close frame; 1 ms to 1 hour, default 5
///   s
/// @param maxQueuedBytes how much may wait for a client that reads slowly before a send from
///   outside of the handler ends the session with code 1013; 1 to 2^30, default 1 MiB. One message
///   may go beyond it
public record WebSocketOptions(
        List<String> subprotocols,
        Origins origins,
        int maxFrameSize,
        int maxMessageSize,
        @Nullable WebSocketCompression compression,
        Duration pingInterval,
        Duration closeTimeout,
        int maxQueuedBytes) {
    private static final int MIB = 1 << 20;
    private static final int GIB = 1 << 30;

    private static final WebSocketOptions STANDARD =
            new WebSocketOptions(
                    List.of(),
                    new Origins.SameHost(),
                    MIB,
                    MIB,
                    WebSocketCompression.standard(),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    MIB);

    /// The pages whose scripts may open a session, by their `origin` field (RFC 6455 §10.2). A
    /// client without that field is no browser and always may.
    public sealed interface Origins {
        /// The pages of the host, and port, that the request asks for.
        record SameHost() implements Origins {}

        /// The pages of these origins, such as `https://app.example.org`, in any case.
        ///
        /// @param origins scheme, host and any other port than the scheme's
        record Listed(Set<String> origins) implements Origins {
            /// Keeps a copy.
            public Listed {
                origins = Set.copyOf(origins);
            }
        }

        /// All pages: the application must not trust cookies then.
        record Any() implements Origins {}
    }

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public WebSocketOptions {
        subprotocols = List.copyOf(subprotocols);
        OptionProblems problems = new OptionProblems();
        for (String name : subprotocols) {
            problems.require(
                    Ascii.isToken(name), "subprotocols has \"" + name + "\", which is no token");
        }
        boolean pings =
                !pingInterval.isNegative() && pingInterval.compareTo(Duration.ofDays(1)) <= 0;
        boolean closes =
                closeTimeout.toMillis() >= 1 && closeTimeout.compareTo(Duration.ofHours(1)) <= 0;
        problems.range("maxFrameSize", maxFrameSize, 1, GIB)
                .range("maxMessageSize", maxMessageSize, 1, GIB)
                .range("maxQueuedBytes", maxQueuedBytes, 1, GIB)
                .require(pings, "pingInterval must be 0 to 1 day, not " + pingInterval)
                .require(closes, "closeTimeout must be 1 ms to 1 hour, not " + closeTimeout)
                .throwIfAny();
    }

    /// The defaults.
    public static WebSocketOptions standard() {
        return STANDARD;
    }

    /// A builder that starts with the defaults.
    public static Builder builder() {
        return new Builder(STANDARD);
    }

    /// A builder that starts with these values.
    public Builder toBuilder() {
        return new Builder(this);
    }

    /// Gathers values; checked when they are built. For one thread.
    public static final class Builder {
        private List<String> subprotocols;
        private Origins origins;
        private int maxFrameSize;
        private int maxMessageSize;
        private @Nullable WebSocketCompression compression;
        private Duration pingInterval;
        private Duration closeTimeout;
        private int maxQueuedBytes;

        private Builder(WebSocketOptions from) {
            subprotocols = from.subprotocols;
            origins = from.origins;
            maxFrameSize = from.maxFrameSize;
            maxMessageSize = from.maxMessageSize;
            compression = from.compression;
            pingInterval = from.pingInterval;
            closeTimeout = from.closeTimeout;
            maxQueuedBytes = from.maxQueuedBytes;
        }

        /// What is spoken on top; tokens.
        public Builder subprotocols(String... names) {
            subprotocols = List.of(names);
            return this;
        }

        /// The pages that may open a session.
        public Builder origins(Origins allowed) {
            origins = allowed;
            return this;
        }

        /// Octets of one frame; 1 to 2^30.
        public Builder maxFrameSize(int octets) {
            maxFrameSize = octets;
            return this;
        }

        /// Octets of one message; 1 to 2^30.
        public Builder maxMessageSize(int octets) {
            maxMessageSize = octets;
            return this;
        }

        /// How messages are compressed, null for not at all.
        public Builder compression(@Nullable WebSocketCompression options) {
            compression = options;
            return this;
        }

        /// How long a client may be silent before it gets a ping; zero to 1 day.
        public Builder pingInterval(Duration interval) {
            pingInterval = interval;
            return this;
        }

        /// How long the client may take for its close frame; 1 ms to 1 hour.
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = timeout;
            return this;
        }

        /// How much may wait for a client that reads slowly; 1 to 2^30 octets.
        public Builder maxQueuedBytes(int octets) {
            maxQueuedBytes = octets;
            return this;
        }

        /// The options. Throws [IllegalArgumentException] with every value that is out of range.
        public WebSocketOptions build() {
            return new WebSocketOptions(
                    subprotocols,
                    origins,
                    maxFrameSize,
                    maxMessageSize,
                    compression,
                    pingInterval,
                    closeTimeout,
                    maxQueuedBytes);
        }
    }
}
