package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.InvalidOptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses, options and times as operators write them.
class RpcAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1:6001",
                "tcp://localhost:0",
                "tcp://[::1]:65535",
                "unix:///run/roadrunner.sock",
                "unix://roadrunner.sock"
            })
    void anAddressIsWrittenAsItIsRead(String text) {
        assertEquals(text, RpcAddress.parse(text).toString());
    }

    @Test
    void anAddressHasItsParts() {
        assertEquals(new RpcAddress.Tcp("::1", 6001), RpcAddress.parse("tcp://[::1]:6001"));
        assertEquals(new RpcAddress.Unix(Path.of("/a/b")), RpcAddress.parse("unix:///a/b"));
        assertEquals("tcp://127.0.0.1:6001", RpcAddress.STANDARD.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:6001",
                "http://127.0.0.1:6001",
                "TCP://127.0.0.1:6001",
                "tcp://127.0.0.1",
                "tcp://127.0.0.1:",
                "tcp://:6001",
                "tcp://host:65536",
                "tcp://host:-1",
                "tcp://host:1x",
                "tcp://host:000001",
                "tcp://::1:6001",
                "tcp://[]:6001",
                "tcp://a:b:1",
                "unix://",
                "unix://a\0b",
                "unix:/run/x"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> RpcAddress.parse(text));
    }

    @Test
    void everyOptionThatIsOutOfRangeIsNamed() {
        RpcOptions.Builder options =
                RpcOptions.builder()
                        .maxConnections(0)
                        .maxCalls(1025)
                        .maxPayload(1023)
                        .frameTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ofDays(2))
                        .idleTimeout(Duration.ofSeconds(-1))
                        .callTimeout(Duration.ofDays(366));
        InvalidOptionException problem = assertThrows(InvalidOptionException.class, options::build);
        assertEquals(7, problem.problems().size(), problem.getMessage());
    }

    @Test
    void everyOptionHasItsBounds() {
        RpcOptions least =
                RpcOptions.builder()
                        .maxConnections(1)
                        .maxCalls(1)
                        .maxPayload(1024)
                        .frameTimeout(Duration.ofMillis(1))
                        .build();
        RpcOptions most =
                RpcOptions.builder()
                        .maxConnections(65_536)
                        .maxCalls(1024)
                        .maxPayload(1 << 28)
                        .callTimeout(Duration.ofDays(365))
                        .build();
        assertTrue(least.maxCalls() < most.maxCalls());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "250, 250", "250ms, 250", "30s, 30000", "5m, 300000", "2h, 7200000"})
    void aTimeIsRead(String text, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), DurationText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5s", "1 s", "1d", "1000000000000s", "\u0661s"})
    void whatIsNoTimeIsRefused(String text) {
        assertEquals(Optional.empty(), DurationText.parse(text));
    }
}
