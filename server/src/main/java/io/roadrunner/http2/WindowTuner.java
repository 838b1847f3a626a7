package io.roadrunner.http2;

/// Finds out how much a way holds that is on its way (its bandwidth times its delay), and how large
/// the windows have to be for it: while content comes, a PING measures how much comes until its
/// answer does; when that nearly fills the window, the window was what held it up. Pure: the time
/// comes in. Guarded by the lock of the connection.
final class WindowTuner {
    /// Tells its PING from others.
    static final long PING = 0x7769_6e64_6f77_7321L;

    /// As large as a window gets.
    private static final int LARGEST = 16 << 20;

    /// No more PINGs than this, however fast the answers come.
    private static final long PAUSE_NANOS = 50_000_000L;

    private final boolean enabled;
    private boolean measuring;
    private long octets;
    private long nextNanos;

    /// @param enabled whether windows grow at all
    /// @param nowNanos when the connection begins
    WindowTuner(boolean enabled, long nowNanos) {
        this.enabled = enabled;
        this.nextNanos = nowNanos;
    }

    /// Content has come.
    ///
    /// @param window how much may come ahead
    /// @return whether a PING is to be sent, to be answered by [#answered]
    boolean received(int length, long window, long nowNanos) {
        if (!enabled || window >= LARGEST) {
            return false;
        }
        octets += length;
        if (measuring || nowNanos - nextNanos < 0) {
            return false;
        }
        measuring = true;
        octets = length;
        nextNanos = nowNanos + PAUSE_NANOS;
        return true;
    }

    /// The PING has been answered.
    ///
    /// @param window how much may come ahead
    /// @return how much it should be from now on
    long answered(long window) {
        if (!measuring) {
            return window;
        }
        measuring = false;
        return octets * 3 >= window * 2 ? Math.min(LARGEST, window * 2) : window;
    }
}
