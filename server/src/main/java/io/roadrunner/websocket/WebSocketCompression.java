package io.roadrunner.websocket;

import io.roadrunner.http.OptionProblems;

/// How the messages of a session are compressed when its client asks for it: permessage-deflate
/// (RFC 7692). Immutable. What a session costs follows from it: without context takeover nothing
/// between two messages, with it about 270 KiB outside the heap for what is sent and 45 KiB for
/// what is received, as long as the session lives.
///
/// @param level of effort for what is sent, 1 (fast) to 9 (small); default 1 (own). Records in
///   JSON, 1 KiB and 16 KiB of them in a message, get down to 32 % and 24 % in 14 µs and 85 µs; at
///   level 6, the default of zlib, to 30 % and 20 % in 17 µs and 203 µs
/// @param threshold the least size of a message that is sent compressed; 0 to 1 GiB bytes, default
///   256 (own): what is shorter hardly gets smaller. An empty message never is
/// @param serverContextTakeover whether what is sent may refer to the messages before it; default
///   false. A client may ask that it does not
/// @param clientContextTakeover whether what is received may refer to the messages before it;
///   default false, which every client has to follow
/// @param serverMaxWindowBits how far back what is sent may refer, as a power of two of bytes; 8 to
///   15, default 15. A client may ask for less. Below 15 the compression starts anew after as many
///   bytes, which costs much of its use
/// @param clientMaxWindowBits how far back what is received may refer, of the clients that let
///   themselves be told so; 8 to 15, default 15. Saves memory of the client, none here
/// @param maxInflateRatio how many times its compressed size a message that is received may have
///   once it is above [#RATIO_FLOOR]; 1 to 1032, which is the most that the format can do, default
///   200 (own). Beyond it the session ends with 1009
public record WebSocketCompression(
        int level,
        int threshold,
        boolean serverContextTakeover,
        boolean clientContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits,
        int maxInflateRatio) {
    /// Bytes up to which a message may have any ratio.
    public static final int RATIO_FLOOR = 1 << 20;

    private static final int GIB = 1 << 30;
    private static final int MAX_RATIO = 1032;

    private static final WebSocketCompression STANDARD =
            new WebSocketCompression(
                    1,
                    256,
                    false,
                    false,
                    DeflateOffer.MAX_WINDOW_BITS,
                    DeflateOffer.MAX_WINDOW_BITS,
                    200);

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public WebSocketCompression {
        int least = DeflateOffer.MIN_WINDOW_BITS;
        int most = DeflateOffer.MAX_WINDOW_BITS;
        new OptionProblems()
                .range("level", level, 1, 9)
                .range("threshold", threshold, 0, GIB)
                .range("serverMaxWindowBits", serverMaxWindowBits, least, most)
                .range("clientMaxWindowBits", clientMaxWindowBits, least, most)
                .range("maxInflateRatio", maxInflateRatio, 1, MAX_RATIO)
                .throwIfAny();
    }

    /// The defaults.
    public static WebSocketCompression standard() {
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
        private int level;
        private int threshold;
        private boolean serverContextTakeover;
        private boolean clientContextTakeover;
        private int serverMaxWindowBits;
        private int clientMaxWindowBits;
        private int maxInflateRatio;

        private Builder(WebSocketCompression from) {
            level = from.level;
            threshold = from.threshold;
            serverContextTakeover = from.serverContextTakeover;
            clientContextTakeover = from.clientContextTakeover;
            serverMaxWindowBits = from.serverMaxWindowBits;
            clientMaxWindowBits = from.clientMaxWindowBits;
            maxInflateRatio = from.maxInflateRatio;
        }

        /// The effort for what is sent; 1 to 9.
        public Builder level(int effort) {
            level = effort;
            return this;
        }

        /// The least size of a message that is sent compressed; 0 to 1 GiB bytes.
        public Builder threshold(int bytes) {
            threshold = bytes;
            return this;
        }

        /// Whether what is sent may refer to the messages before it.
        public Builder serverContextTakeover(boolean allowed) {
            serverContextTakeover = allowed;
            return this;
        }

        /// Whether what is received may refer to the messages before it.
        public Builder clientContextTakeover(boolean allowed) {
            clientContextTakeover = allowed;
            return this;
        }

        /// How far back what is sent may refer; 8 to 15.
        public Builder serverMaxWindowBits(int bits) {
            serverMaxWindowBits = bits;
            return this;
        }

        /// How far back what is received may refer; 8 to 15.
        public Builder clientMaxWindowBits(int bits) {
            clientMaxWindowBits = bits;
            return this;
        }

        /// How many times its compressed size a large message may have; 1 to 1032.
        public Builder maxInflateRatio(int times) {
            maxInflateRatio = times;
            return this;
        }

        /// The options. Throws [IllegalArgumentException] with every value that is out of range.
        public WebSocketCompression build() {
            return new WebSocketCompression(
                    level,
                    threshold,
                    serverContextTakeover,
                    clientContextTakeover,
                    serverMaxWindowBits,
                    clientMaxWindowBits,
                    maxInflateRatio);
        }
    }
}
