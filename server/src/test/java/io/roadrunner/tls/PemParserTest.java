package io.roadrunner.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.InvalidTlsException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7468, and what becomes of files that only look like it.
class PemParserTest {
    private static String block(String label, String content) {
        return "-----BEGIN " + label + "-----\n" + content + "\n-----END " + label + "-----\n";
    }

    @Test
    void objectsComeInTheirOrderAndTextBetweenThemIsPassedOver() throws Exception {
        String file =
                "subject: a\r\n" + block("A", "AQ\n==") + "\n# b\n" + block("B C", "  AgM=  ");
        List<PemBlock> blocks = PemParser.parse(file, "f");
        assertEquals(2, blocks.size());
        assertEquals("A", blocks.get(0).label());
        assertArrayEquals(new byte[] {1}, blocks.get(0).content());
        assertEquals("B C", blocks.get(1).label());
        assertArrayEquals(new byte[] {2, 3}, blocks.get(1).content());
        assertFalse(blocks.get(1).isEncrypted());
        assertEquals("PemBlock[A]", blocks.get(0).toString());
    }

    @Test
    void encryptionOfTheOldKindIsSeen() throws Exception {
        String content = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQ==";
        assertTrue(PemParser.parse(block("RSA PRIVATE KEY", content), "f").get(0).isEncrypted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-----BEGIN A-----~AQ== | 'A' has no end",
                "-----BEGIN A-----~AQ==~-----END B----- | 'A' ends as another object",
                "-----BEGIN A-----~A!==~-----END A----- | 'A' is no Base64",
                "-----BEGIN A-----~AQ~=~-----END A----- | 'A' is no Base64",
            })
    void whatIsMalformedIsSaid(String lines, String reason) {
        InvalidTlsException refused =
                assertThrows(
                        InvalidTlsException.class,
                        () -> PemParser.parse(lines.replace('~', '\n'), "key.pem"));
        assertEquals("key.pem: " + reason, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-----BEGIN A----", "----BEGIN A-----", "-----BEGIN -----x", "''", "-----BEGIN"})
    void whatIsNoBeginningIsText(String line) throws Exception {
        assertEquals(List.of(), PemParser.parse(line, "f"));
    }

    @Test
    void randomKeysAreRefusedAndNeverAnythingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> labels = List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");
        for (int i = 0; i < 20_000; i++) {
            byte[] der = new byte[random.nextInt(40)];
            random.nextBytes(der);
            // Often a beginning that leads far into the parser of a SEC 1 key.
            byte[] start = {0x30, (byte) random.nextInt(), 2, 1, 1, 4, (byte) random.nextInt(4)};
            System.arraycopy(start, 0, der, 0, Math.min(start.length, der.length));
            String label = labels.get(random.nextInt(labels.size()));
            String file = block(label, Base64.getEncoder().encodeToString(der));
            assertThrows(InvalidTlsException.class, () -> decode(file), "seed " + seed);
        }
    }

    private static PrivateKey decode(String file) throws InvalidTlsException {
        for (PemBlock block : PemParser.parse(file, "f")) {
            PrivateKey key = PrivateKeyDecoder.decode(block, "f");
            if (key != null) {
                return key;
            }
        }
        throw new InvalidTlsException("f", "none");
    }
}
