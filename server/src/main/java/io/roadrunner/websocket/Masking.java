package io.roadrunner.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The masking of payloads (RFC 6455 §5.3), eight octets at a time. Its own inverse. Stateless; any
/// thread.
final class Masking {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masking() {}

    /// Masks or unmasks octets where they are: "Octet i of the transformed data
    /// ("transformed-octet-i") is the XOR of octet i of the original data ("original-octet-i") with
    /// octet at index i modulo 4 of the masking key" RFC 6455 §5.3.
    ///
    /// @param octets holds the octets
    /// @param from where they start
    /// @param to where they end
    /// @param key the octet of the key for `from` in its highest eight bits, the next ones behind
    /// @return the key for what follows, turned by as many octets as there were
    static int apply(byte[] octets, int from, int to, int key) {
        long word = ((long) key << Integer.SIZE) | Integer.toUnsignedLong(key);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            WORD.set(octets, at, (long) WORD.get(octets, at) ^ word);
        }
        int turned = key;
        for (; at < to; at++) {
            turned = Integer.rotateLeft(turned, Byte.SIZE);
            octets[at] ^= (byte) turned;
        }
        return turned;
    }
}
