package io.roadrunner.exchange;

/// Holds a peer to a minimum rate over the time that was spent waiting for it, after a grace. Pure:
/// times come in. Owned by one thread.
public final class RateMeter {
    /// No minimum.
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int bytesPerSecond;
    private final long graceNanos;
    private final long checkNanos;
    private long waitedNanos;
    private long bytes;

    /// @param bytesPerSecond the minimum rate, 0 for none
    /// @param graceNanos how long the peer may take in any case
    /// @param checkNanos how often the rate is looked at: only then is a slow peer given up
    public RateMeter(int bytesPerSecond, long graceNanos, long checkNanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.graceNanos = graceNanos;
        this.checkNanos = checkNanos;
    }

    /// The peer has been waited for and has moved some bytes.
    public void record(long waited, long moved) {
        waitedNanos += Math.max(0, waited);
        bytes += moved;
    }

    /// How long the peer has been waited for.
    public long waitedNanos() {
        return waitedNanos;
    }

    /// How many bytes it has moved meanwhile.
    public long bytes() {
        return bytes;
    }

    /// How much longer the peer may be waited for until it is found below the rate; [#UNLIMITED]
    /// without a minimum.
    public long allowanceNanos() {
        if (bytesPerSecond == 0) {
            return UNLIMITED;
        }
        long earned = (long) ((double) bytes / bytesPerSecond * NANOS_PER_SECOND);
        long checks = Math.ceilDiv(Math.max(graceNanos, earned), checkNanos);
        return checks * checkNanos - waitedNanos;
    }
}
