package io.roadrunner.tls;

import java.io.ByteArrayOutputStream;

/// The little of DER that is needed to put a private key of an older format into PKCS #8. Pure.
final class DerEncoder {
    private static final int SHORT_LENGTH = 0x80;

    private DerEncoder() {}

    /// A value of several parts with its tag and length.
    static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(length + 6);
        octets.write(tag);
        writeLength(octets, length);
        for (byte[] part : parts) {
            octets.writeBytes(part);
        }
        return octets.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream octets, int length) {
        if (length < SHORT_LENGTH) {
            octets.write(length);
            return;
        }
        int count = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
        octets.write(SHORT_LENGTH | count);
        for (int i = count - 1; i >= 0; i--) {
            octets.write(length >>> (i * Byte.SIZE));
        }
    }
}
