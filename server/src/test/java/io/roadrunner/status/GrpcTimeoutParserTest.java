package io.roadrunner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcTimeoutParserTest {
    @ParameterizedTest
    @CsvSource({
        "1H, PT1H",
        "2M, PT2M",
        "30S, PT30S",
        "100m, PT0.1S",
        "5u, PT0.000005S",
        "99999999n, PT0.099999999S",
        "00000001S, PT1S",
        "0S, PT0S",
        "8759H, PT8759H",
        "8760H, PT8760H",
        "8761H, PT8760H",
        "99999999H, PT8760H"
    })
    void aTimeIsReadAndBounded(String field, Duration timeout) throws GrpcException {
        assertEquals(timeout, GrpcTimeoutParser.parse(field));
    }

    @Test
    void withoutTheFieldThereIsTime() throws GrpcException {
        assertEquals(GrpcTimeoutParser.LONGEST, GrpcTimeoutParser.parse(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S",
                "5",
                "100000000S",
                "-1S",
                "+1S",
                "1s",
                "1h",
                "1 S",
                " 1S",
                "1SS",
                "1.5S",
                "0x1S",
                "\u0663S"
            })
    void whatIsNoTimeIsRefused(String field) {
        GrpcException refused =
                assertThrows(GrpcException.class, () -> GrpcTimeoutParser.parse(field));
        assertEquals(GrpcStatus.INTERNAL, refused.status());
    }
}
