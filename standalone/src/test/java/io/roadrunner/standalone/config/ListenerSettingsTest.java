package io.roadrunner.standalone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.config.Protocol;
import io.roadrunner.routing.DrainPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListenerSettingsTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9_.]+)` \\|", Pattern.MULTILINE);

    /// What cannot be written as one text: the application's, or made of options of their own.
    private static final Set<String> NO_TEXT =
            Set.of("routes", "middlewares", "tls", "early_response_drain");

    private static ListenerOptions options(String... settings) {
        ListenerSettings listener = new ListenerSettings(ListenerOptions.builder());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            listener.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return listener.build();
    }

    @Test
    void everyDocumentedOptionCanBeSet() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "limits.md"));
        Set<String> missing = new TreeSet<>();
        ROW.matcher(document).results().forEach(row -> missing.add(row.group(1)));
        assertTrue(missing.contains("max_clients"));
        missing.removeAll(ListenerSettingTable.keys());
        missing.removeAll(NO_TEXT);
        missing.removeIf(option -> option.startsWith("http3."));

        assertEquals(Set.of(), missing);
    }

    @Test
    void textsBecomeOptions() {
        ListenerOptions options =
                options(
                        "host=::1",
                        "port=0",
                        "max_clients=7",
                        "max_content_length=64KiB",
                        "request_timeout=1500ms",
                        "reuse_port=true",
                        "body_buffering=manual",
                        "drain.policy=close_now",
                        "drain_timeout=2m",
                        "early_response_drain.bytes=1KiB",
                        "early_response_drain.time=3s",
                        "http1.max_header_count=9",
                        "protocols= http1 ");

        assertEquals(new ListenAddress.Tcp("::1", 0), options.address());
        assertEquals(7, options.maxClients());
        assertEquals(65_536, options.maxContentLength());
        assertEquals(Duration.ofMillis(1500), options.requestTimeout());
        assertTrue(options.reusePort());
        assertEquals(BodyBuffering.MANUAL, options.bodyBuffering());
        assertEquals(DrainPolicy.CLOSE_NOW, options.drainPolicy());
        assertEquals(Duration.ofMinutes(2), options.drainTimeout());
        assertEquals(1024, options.earlyResponseDrain().bytes());
        assertEquals(Duration.ofSeconds(3), options.earlyResponseDrain().time());
        Protocol.Http1 http1 = (Protocol.Http1) options.protocols().getFirst();
        assertEquals(9, http1.options().maxHeaderCount());
    }

    @Test
    void theOptionsOfHttp2Count() {
        ListenerOptions options =
                options(
                        "protocols=http2",
                        "http2.conn_window=1MiB",
                        "http2.stream_window=128KiB",
                        "http2.window_refill_threshold=1KiB",
                        "http2.max_concurrent_streams=7",
                        "http2.max_header_block=8KiB",
                        "http2.auto_windows=true");
        assertEquals(
                new Protocol.Http2(
                        new Http2Options(1 << 20, 128 << 10, 1 << 10, 7, 8 << 10, 16 << 10, true)),
                options.protocols().getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "http2.max_header_list_size=5,http2.max_header_block=1KiB",
        "http2.max_header_block=1KiB,http2.max_header_list_size=5",
    })
    void theListSizeOfHttp2IsTwiceTheBlockUnlessItIsSet(String first, String second) {
        Protocol.Http2 http2 =
                (Protocol.Http2) options("protocols=http2", first, second).protocols().getFirst();
        assertEquals(1024, http2.options().maxHeaderBlock());
        assertEquals(5, http2.options().maxHeaderListSize());
    }

    @Test
    void anAddressIsTcpOrASocketFileOrInherited() {
        assertEquals(ListenAddress.tcp("h", 1), options("address=h:1").address());
        assertEquals(ListenAddress.tcp("::1", 1), options("address=[::1]:1").address());
        assertEquals(
                ListenAddress.unix(Path.of("/run/a.sock")),
                options("address=unix:/run/a.sock").address());
        assertEquals(ListenAddress.inherited(), options("address=inherit").address());
        assertThrows(InvalidOptionException.class, () -> options("address=h"));
    }

    @Test
    void allProblemsAreReportedInOrder() {
        InvalidOptionException refused =
                assertThrows(
                        InvalidOptionException.class,
                        () ->
                                options(
                                        "max_cleints=1",
                                        "request_timeout=soon",
                                        "http1.max_header_count=0",
                                        "body_buffering=maybe",
                                        "max_clients=0"));

        List<String> names = refused.problems().stream().map(OptionProblem::option).toList();
        assertEquals(
                List.of(
                        "max_cleints",
                        "request_timeout",
                        "http1.max_header_count",
                        "body_buffering",
                        "max_clients"),
                names);
    }

    @ParameterizedTest
    @CsvSource({
        "max_cleints,max_clients",
        "maxClients,max_clients",
        "drain-delay,drain.delay",
        "requst_timeout,request_timeout",
        "max_header_lines,http1.max_header_line",
    })
    void theNearestOptionIsNamed(String key, String nearest) {
        assertEquals(nearest, ListenerSettingTable.nearest(key));
    }

    @Test
    void theEditDistanceCountsEdits() {
        assertEquals(0, EditDistance.between("same", "same"));
        assertEquals(4, EditDistance.between("", "four"));
        assertEquals(3, EditDistance.between("kitten", "sitting"));
        assertEquals(2, EditDistance.between("ab", "ba"));
    }
}
