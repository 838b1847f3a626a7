package io.roadrunner.testkit.http2;

/// DATA, RFC 9113 §6.1. Owned by the test, used by one thread.
public final class DataFrame implements Outgoing {
    private static final int NO_PADDING = -1;

    private final int stream;
    private final byte[] content;
    private int padding = NO_PADDING;
    private int announcedPadding = NO_PADDING;
    private int flags;

    DataFrame(int stream, byte[] content) {
        this.stream = stream;
        this.content = content.clone();
    }

    /// Ends the stream with this frame.
    ///
    /// @return this frame
    public DataFrame endStream() {
        return flags(FrameType.END_STREAM);
    }

    /// Sets flags beside those that it has.
    ///
    /// @param more bits, 0 to 0xff
    /// @return this frame
    public DataFrame flags(int more) {
        flags |= more;
        return this;
    }

    /// Pads the frame.
    ///
    /// @param octets 0 to 255, the octet for the length not counted
    /// @return this frame
    public DataFrame padded(int octets) {
        return padded(octets, octets);
    }

    /// Pads the frame and announces another length of it.
    ///
    /// @param octets how many there are, 0 to 255
    /// @param announced how many it says there are, 0 to 255
    /// @return this frame
    public DataFrame padded(int octets, int announced) {
        padding = octets;
        announcedPadding = announced;
        return flags(FrameType.PADDED);
    }

    @Override
    public byte[] bytes() {
        FrameBytes payload = new FrameBytes();
        if (padding != NO_PADDING) {
            payload.octet(announcedPadding);
        }
        payload.append(content).zeros(Math.max(0, padding));
        return payload.frame(FrameType.DATA, flags, stream);
    }
}
