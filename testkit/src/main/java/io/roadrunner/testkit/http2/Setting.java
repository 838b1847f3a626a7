package io.roadrunner.testkit.http2;

/// A parameter of SETTINGS, RFC 9113 §6.5.2.
public enum Setting {
    /// Octets of the HPACK table that the sender keeps for decoding; 4096 at first.
    HEADER_TABLE_SIZE(0x1),
    /// Whether PUSH_PROMISE is allowed: 0 or 1, at first 1.
    ENABLE_PUSH(0x2),
    /// How many streams the peer may have open at a time; unlimited at first.
    MAX_CONCURRENT_STREAMS(0x3),
    /// The window of each stream, up to 2³¹−1; 65 535 at first.
    INITIAL_WINDOW_SIZE(0x4),
    /// The longest payload that the sender takes, 16 384 to 2²⁴−1; 16 384 at first.
    MAX_FRAME_SIZE(0x5),
    /// How large a header list the sender takes, as a hint; unlimited at first.
    MAX_HEADER_LIST_SIZE(0x6),
    /// Whether extended CONNECT is understood (RFC 8441 §3): 0 or 1.
    ENABLE_CONNECT_PROTOCOL(0x8),
    /// Whether the priorities of RFC 9218 replace the ones of old (RFC 9218 §2.1): 0 or 1.
    NO_RFC7540_PRIORITIES(0x9);

    private final int id;

    Setting(int id) {
        this.id = id;
    }

    /// {@return the identifier on the wire}
    public int id() {
        return id;
    }
}
