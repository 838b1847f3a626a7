package io.roadrunner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRequestDecoderTest {
    private static String service(String hex) throws GrpcException {
        return HealthRequestDecoder.service(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "0a00, ''",
        "0a03776562, web",
        "0a0161 0a0162, b", // the last one counts
        "0a02c3a9, é",
        "1001 0a0161, a", // unknown: a number
        "1196969696969696960a0161, a", // unknown: eight bytes
        "1d96969696 0a0161, a", // unknown: four bytes
        "1202ffff 0a0161, a", // unknown: bytes that are no text
        "0a0161 0801, a", // the field of another type is another field
        "faffffff0f 00 0a0161, a", // the largest number of a field
        "10ffffffffffffffffff01 0a0161, a" // the longest number
    })
    void theServiceIsFound(String hex, String service) throws GrpcException {
        assertEquals(service, service(hex.replace(" ", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a", // no length
                "0a01", // no content
                "0a0261", // too little content
                "0affffffffffffffffff01", // a negative length
                "0affffffff07", // a large length
                "0a01ff", // no UTF-8
                "0a03eda080", // a surrogate
                "00", // field 0
                "02016100",
                "80", // an unfinished number
                "10ffffffffffffffffffff01", // a number of eleven bytes
                "0b0c", // a group
                "0c",
                "0e", // wire types that do not exist
                "0f",
                "1100", // too little for eight bytes
                "1d00", // too little for four bytes
                "8a80808010 0161", // a field number beyond 32 bits of tag
            })
    void whatIsMalformedIsRefused(String hex) {
        GrpcException refused =
                assertThrows(GrpcException.class, () -> service(hex.replace(" ", "")));
        assertEquals(GrpcStatus.INTERNAL, refused.status());
        assertEquals("the message is malformed", refused.text());
    }

    @Test
    void randomBytesAreReadOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && random.nextBoolean()) {
                bytes[0] = 0x0a;
                bytes[1] = (byte) (bytes.length - 2);
            }
            try {
                String service = HealthRequestDecoder.service(ByteBuffer.wrap(bytes));
                assertTrue(service.length() <= bytes.length, () -> "seed " + seed);
            } catch (GrpcException refused) {
                assertEquals(GrpcStatus.INTERNAL, refused.status(), () -> "seed " + seed);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }
}
