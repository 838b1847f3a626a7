package io.roadrunner.tls;

import io.roadrunner.config.InvalidTlsException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a private key of a PEM object: PKCS #8 (RFC 5958), PKCS #1 (RFC 8017) or SEC 1 (RFC 5915).
/// Pure.
final class PrivateKeyDecoder {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xa0;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /// rsaEncryption, 1.2.840.113549.1.1.1, with NULL for parameters.
    private static final byte[] RSA = {
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    /// id-ecPublicKey, 1.2.840.10045.2.1.
    private static final byte[] EC = {
        0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
    };

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private PrivateKeyDecoder() {}

    /// @param block a PEM object
    /// @param file the name of its file for messages
    /// @return null when it is no private key
    /// @throws InvalidTlsException when it is one that cannot be used
    static @Nullable PrivateKey decode(PemBlock block, String file) throws InvalidTlsException {
        if (block.isEncrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
            throw new InvalidTlsException(
                    file,
                    "the private key is encrypted; decrypt it (openssl pkey -in FILE -out FILE)"
                            + " or use a key store with a password");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> decode(block.content(), file);
            case "RSA PRIVATE KEY" -> decode(pkcs8(RSA, block.content()), file);
            case "EC PRIVATE KEY" ->
                    decode(pkcs8(curve(block.content(), file), block.content()), file);
            default -> null;
        };
    }

    private static PrivateKey decode(byte[] pkcs8, String file) throws InvalidTlsException {
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                last = e;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has " + algorithm, e);
            }
        }
        InvalidTlsException invalid =
                new InvalidTlsException(file, "the private key is malformed or of an unknown kind");
        if (last != null) {
            invalid.initCause(last);
        }
        throw invalid;
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] wrapped = DerEncoder.value(OCTET_STRING, key);
        return DerEncoder.value(SEQUENCE, VERSION_0, algorithm, wrapped);
    }

    /// The algorithm with the curve that the key names in itself: `SEQUENCE { INTEGER 1, OCTET
    /// STRING key, [0] { OBJECT IDENTIFIER curve }, ... }`.
    private static byte[] curve(byte[] key, String file) throws InvalidTlsException {
        try {
            int version = contentAt(key, 0);
            int secret = version + 3;
            int after = contentAt(key, secret) + lengthAt(key, secret);
            if ((key[after] & 0xff) == PARAMETERS) {
                int at = contentAt(key, after);
                int end = Math.addExact(at, lengthAt(key, after));
                Objects.checkFromToIndex(at, end, key.length);
                return DerEncoder.value(SEQUENCE, EC, Arrays.copyOfRange(key, at, end));
            }
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new InvalidTlsException(file, "the private key is malformed");
        }
        throw new InvalidTlsException(file, "the private key does not name its curve");
    }

    private static int lengthAt(byte[] der, int tag) {
        int first = der[tag + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << Byte.SIZE) | (der[tag + 2 + i] & 0xff);
        }
        return length;
    }

    private static int contentAt(byte[] der, int tag) {
        int first = der[tag + 1] & 0xff;
        return tag + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }
}
