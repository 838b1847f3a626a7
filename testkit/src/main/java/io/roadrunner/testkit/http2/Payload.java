package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.Octets;
import java.util.Arrays;

/// Octets of a frame that are taken from the front. Used by one thread.
final class Payload {
    private final byte[] octets;
    private int position;
    private int end;

    Payload(byte[] octets) {
        this.octets = octets;
        this.end = octets.length;
    }

    int left() {
        return end - position;
    }

    int octet() {
        require(1);
        return octets[position++] & 0xff;
    }

    int integer() {
        require(4);
        return (octet() << 24) | (octet() << 16) | (octet() << 8) | octet();
    }

    long unsigned() {
        return Integer.toUnsignedLong(integer());
    }

    Octets rest() {
        byte[] rest = Arrays.copyOfRange(octets, position, end);
        position = end;
        return Octets.of(rest);
    }

    /// Takes the length of the padding and the padding itself away, RFC 9113 §6.1.
    void dropPadding(boolean padded) {
        if (padded) {
            int padding = octet();
            require(padding);
            end -= padding;
        }
    }

    private void require(int count) {
        if (count > left()) {
            throw new MalformedResponseException("a frame that is too short for its type");
        }
    }
}
