package io.roadrunner.http2;

/// How much may still be sent on a connection or a stream (RFC 9113 §6.9). Pure; guarded by the
/// lock of the connection.
final class SendWindow {
    /// "A sender MUST NOT allow a flow-control window to exceed 2^31-1 octets." RFC 9113 §6.9.1
    private static final long LARGEST = Integer.MAX_VALUE;

    private long octets;

    SendWindow(long octets) {
        this.octets = octets;
    }

    /// How many octets may be sent; negative when the peer has made its window smaller since.
    long octets() {
        return octets;
    }

    boolean isOpen() {
        return octets > 0;
    }

    void take(int sent) {
        octets -= sent;
    }

    /// Moves the window by what the peer says.
    ///
    /// @return false when it would become too large; it stays as it was then
    boolean add(long increment) {
        if (octets + increment > LARGEST) {
            return false;
        }
        octets += increment;
        return true;
    }
}
