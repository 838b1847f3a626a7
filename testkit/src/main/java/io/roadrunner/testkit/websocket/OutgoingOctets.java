package io.roadrunner.testkit.websocket;

import java.util.Arrays;
import java.util.HexFormat;

/// Octets that need not be a frame. Immutable.
final class OutgoingOctets implements Outgoing {
    private final byte[] octets;

    /// The first octets of these.
    OutgoingOctets(byte[] octets, int count) {
        this.octets = Arrays.copyOf(octets, count);
    }

    @Override
    public byte[] bytes() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return octets.length + " octets " + HexFormat.of().formatHex(octets, 0, shown());
    }

    private int shown() {
        return Math.min(octets.length, 32);
    }
}
