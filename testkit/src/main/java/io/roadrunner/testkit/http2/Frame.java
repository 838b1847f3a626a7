package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.Octets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A frame that the peer sent. Immutable; any thread.
public sealed interface Frame {
    /// {@return the stream that it belongs to; 0 is the connection}
    int stream();

    /// DATA, RFC 9113 §6.1.
    ///
    /// @param stream 1 or more
    /// @param content without the padding
    /// @param windowOctets what it costs of the windows: content and padding
    /// @param endStream whether the stream ends here
    record Data(int stream, Octets content, int windowOctets, boolean endStream) implements Frame {}

    /// HEADERS with all CONTINUATION frames behind it, RFC 9113 §6.2, §6.10.
    ///
    /// @param stream 1 or more
    /// @param fields the header list in order, or the trailers
    /// @param endStream whether the stream ends here
    /// @param frameCount how many frames carried the block, 1 or more
    /// @param blockOctets how long the encoded block was
    record Headers(
            int stream, List<Field> fields, boolean endStream, int frameCount, int blockOctets)
            implements Frame {
        /// Copies the list.
        public Headers {
            fields = List.copyOf(fields);
        }

        /// {@return the status, 100 to 599; 0 when there is none, as in trailers}
        public int status() {
            String status = field(":status");
            return status == null ? 0 : Integer.parseInt(status);
        }

        /// {@return the value of the first field of this name, or null}
        ///
        /// @param name in lower case
        public @Nullable String field(String name) {
            return Fields.first(fields, name);
        }

        /// Expects this status.
        ///
        /// @param status 100 to 599
        /// @return this frame
        public Headers expectStatus(int status) {
            Fields.expect(status() == status, "status " + status, this);
            return this;
        }

        /// Expects exactly one field of this name, with this value.
        ///
        /// @param name in lower case
        /// @param value the whole value
        /// @return this frame
        public Headers expectField(String name, String value) {
            Fields.expectOne(fields, name, value, this);
            return this;
        }
    }

    /// RST_STREAM, RFC 9113 §6.4.
    ///
    /// @param stream 1 or more
    /// @param code why
    record Reset(int stream, ErrorCode code) implements Frame {}

    /// SETTINGS or the acknowledgment of it, RFC 9113 §6.5.
    ///
    /// @param ack whether it is the acknowledgment
    /// @param values by identifier, the last of each
    record Settings(boolean ack, Map<Integer, Long> values) implements Frame {
        /// Copies the map.
        public Settings {
            values = Map.copyOf(values);
        }

        @Override
        public int stream() {
            return 0;
        }

        /// {@return the value, or null when it is not set}
        ///
        /// @param setting which one
        public @Nullable Long value(Setting setting) {
            return values.get(setting.id());
        }
    }

    /// PING or the answer to it, RFC 9113 §6.7.
    ///
    /// @param ack whether it is the answer
    /// @param data 8 octets
    record Ping(boolean ack, Octets data) implements Frame {
        @Override
        public int stream() {
            return 0;
        }
    }

    /// GOAWAY, RFC 9113 §6.8.
    ///
    /// @param lastStream the last stream that the peer may have acted on
    /// @param code why
    /// @param debug its debug data as UTF-8
    record GoAway(int lastStream, ErrorCode code, String debug) implements Frame {
        @Override
        public int stream() {
            return 0;
        }
    }

    /// WINDOW_UPDATE, RFC 9113 §6.9.
    ///
    /// @param stream 0 for the connection
    /// @param increment 1 to 2³¹−1
    record WindowUpdate(int stream, int increment) implements Frame {}

    /// A frame of another type.
    ///
    /// @param type 0 to 0xff
    /// @param flags 0 to 0xff
    /// @param stream 0 or more
    /// @param payload as it came
    record Unknown(int type, int flags, int stream, Octets payload) implements Frame {}
}
