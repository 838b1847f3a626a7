package io.roadrunner.testkit.http2;

/// A frame of which every part is free, or bare octets. Owned by the test, used by one thread.
public final class RawFrame implements Outgoing {
    private static final int RESERVED_BIT = 1 << 31;

    private final boolean framed;
    private final int type;
    private final byte[] payload;
    private int flags;
    private int stream;
    private int length;

    private RawFrame(boolean framed, int type, int flags, int stream, byte[] payload) {
        this.framed = framed;
        this.type = type;
        this.flags = flags;
        this.stream = stream;
        this.payload = payload.clone();
        this.length = payload.length;
    }

    static RawFrame frame(int type, int flags, int stream, byte[] payload) {
        return new RawFrame(true, type, flags, stream, payload);
    }

    static RawFrame octets(byte[] octets) {
        return new RawFrame(false, 0, 0, 0, octets);
    }

    /// Sets flags beside those that it has.
    ///
    /// @param more bits, 0 to 0xff
    /// @return this frame
    public RawFrame flags(int more) {
        flags |= more;
        return this;
    }

    /// Sends the frame on another stream than it belongs to.
    ///
    /// @param other 0 to 2³¹−1
    /// @return this frame
    public RawFrame stream(int other) {
        stream = other;
        return this;
    }

    /// Sets the reserved bit before the stream, RFC 9113 §4.1.
    ///
    /// @return this frame
    public RawFrame reservedBit() {
        stream |= RESERVED_BIT;
        return this;
    }

    /// Announces another length than the payload has.
    ///
    /// @param announced 0 to 2²⁴−1
    /// @return this frame
    public RawFrame length(int announced) {
        length = announced;
        return this;
    }

    @Override
    public byte[] bytes() {
        FrameBytes out = new FrameBytes();
        if (framed) {
            out.header(length, type, flags, stream);
        }
        return out.append(payload).bytes();
    }
}
