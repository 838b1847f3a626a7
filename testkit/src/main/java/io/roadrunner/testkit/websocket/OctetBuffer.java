package io.roadrunner.testkit.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Octets that have arrived and that nothing has taken. Used by one thread; at most [#MAX_OCTETS].
final class OctetBuffer {
    static final int MAX_OCTETS = 128 << 20;

    private byte[] octets = new byte[1024];
    private int position;
    private int limit;

    void append(byte[] more) {
        if (limit + more.length > octets.length) {
            System.arraycopy(octets, position, octets, 0, unread());
            limit -= position;
            position = 0;
        }
        int needed = limit + more.length;
        if (needed > MAX_OCTETS) {
            throw new AssertionError("more than " + MAX_OCTETS + " octets that nothing asks for");
        }
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(needed, octets.length * 2));
        }
        System.arraycopy(more, 0, octets, limit, more.length);
        limit = needed;
    }

    int unread() {
        return limit - position;
    }

    /// The octet at this distance from the next one; only below [#unread()].
    int peek(int offset) {
        return octets[position + offset] & 0xff;
    }

    /// The number that so many octets at this distance make.
    long peekNumber(int offset, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = (number << 8) | peek(offset + i);
        }
        return number;
    }

    byte[] take(int count) {
        position += count;
        return Arrays.copyOfRange(octets, position - count, position);
    }

    /// How many octets there are up to and with the first blank line, 0 when there is none.
    int head() {
        for (int i = position; i + 4 <= limit; i++) {
            if (octets[i] == '\r'
                    && octets[i + 1] == '\n'
                    && octets[i + 2] == '\r'
                    && octets[i + 3] == '\n') {
                return i + 4 - position;
            }
        }
        return 0;
    }

    /// What is unread, each octet one character, at most so many of them.
    String shown(int most) {
        int count = Math.min(most, unread());
        return new String(octets, position, count, StandardCharsets.ISO_8859_1);
    }
}
