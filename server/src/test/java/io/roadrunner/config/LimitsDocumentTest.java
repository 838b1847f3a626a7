package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds `docs/limits.md` to what the code says: the failure shows the table as it should be.
class LimitsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "limits.md");

    @Test
    void theTableOfTheDocumentIsWhatTheOptionsSay() throws IOException {
        List<String> rows =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertEquals(String.join("\n", expectedRows()), String.join("\n", rows));
    }

    private static List<String> expectedRows() {
        List<Limit> limits = new ArrayList<>();
        for (ListenerOption option : ListenerOption.values()) {
            limits.add(option.limit());
            if (option == ListenerOption.ADDRESS) {
                limits.add(ListenAddress.Tcp.PORT);
            } else if (option == ListenerOption.EARLY_RESPONSE_DRAIN) {
                limits.add(EarlyResponseDrain.BYTES);
                limits.add(EarlyResponseDrain.TIME);
            }
        }
        limits.addAll(protocolLimits());
        return limits.stream().map(Limit::row).toList();
    }

    private static List<Limit> protocolLimits() {
        return List.of(
                Http1Options.MAX_REQUEST_LINE,
                Http1Options.MAX_HEADER_LINE,
                Http1Options.MAX_HEADER_BLOCK,
                Http1Options.MAX_HEADER_COUNT,
                Http2Options.CONNECTION_WINDOW,
                Http2Options.STREAM_WINDOW,
                Http2Options.WINDOW_REFILL_THRESHOLD,
                Http2Options.MAX_CONCURRENT_STREAMS,
                Http2Options.MAX_HEADER_BLOCK,
                Http2Options.MAX_HEADER_LIST_SIZE,
                Http2Options.AUTO_WINDOWS,
                Http3Options.LISTENERS,
                Http3Options.MAX_HEADER_BLOCK,
                Http3Options.MAX_STREAMS_BIDI,
                Http3Options.MAX_FIELD_SECTION_SIZE);
    }
}
