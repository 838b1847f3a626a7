package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The records that are values of options check themselves.
class OptionValuesTest {
    private static final int LARGEST = 16 << 20;
    private static final int MAX = Integer.MAX_VALUE;
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void http1OptionsHaveTheirDefaults() {
        assertEquals(new Http1Options(8192, 8192, 10_240, 100), Http1Options.standard());
    }

    @Test
    void http1OptionsKeepTheirBounds() {
        Http1Options options = Http1Options.standard();
        assertRange("http1.max_request_line", options::withMaxRequestLine, 1, LARGEST);
        assertRange("http1.max_header_line", options::withMaxHeaderLine, 1, LARGEST);
        assertRange("http1.max_header_block", options::withMaxHeaderBlock, 1, LARGEST);
        assertRange("http1.max_header_count", options::withMaxHeaderCount, 1, 100_000);
        assertEquals(new Http1Options(1, 8192, 10_240, 100), options.withMaxRequestLine(1));
        assertEquals(new Http1Options(8192, 1, 10_240, 100), options.withMaxHeaderLine(1));
        assertEquals(new Http1Options(8192, 8192, 1, 100), options.withMaxHeaderBlock(1));
        assertEquals(new Http1Options(8192, 8192, 10_240, 1), options.withMaxHeaderCount(1));
    }

    @Test
    void http1OptionsReportAllProblemsTogether() {
        assertOptions(
                () -> new Http1Options(0, -1, 0, 0),
                "http1.max_request_line",
                "http1.max_header_line",
                "http1.max_header_block",
                "http1.max_header_count");
    }

    @Test
    void http2OptionsHaveTheirDefaultsAndBounds() {
        assertEquals(
                new Http2Options(65_535, 65_535, 32_768, 100, 16_384, 32_768, false),
                Http2Options.standard());
        new Http2Options(1, 1, 1, 1, 1, 1, false);
        new Http2Options(MAX, MAX, MAX, MAX, LARGEST, 2 * LARGEST, false);
        assertOptions(
                () -> new Http2Options(0, 0, 0, 0, 0, 0, false),
                "http2.conn_window",
                "http2.stream_window",
                "http2.window_refill_threshold",
                "http2.max_concurrent_streams",
                "http2.max_header_block",
                "http2.max_header_list_size");
        assertOptions(
                () -> new Http2Options(1, 1, 1, 1, LARGEST + 1, 2 * LARGEST + 1, false),
                "http2.max_header_block",
                "http2.max_header_list_size");
    }

    @Test
    void http2OptionsChangeOneByOne() {
        assertEquals(
                new Http2Options(1, 2, 3, 4, 5, 6, false),
                Http2Options.standard()
                        .withConnectionWindow(1)
                        .withStreamWindow(2)
                        .withWindowRefillThreshold(3)
                        .withMaxConcurrentStreams(4)
                        .withMaxHeaderBlock(5)
                        .withMaxHeaderListSize(6));
        assertEquals(10, Http2Options.standard().withMaxHeaderBlock(5).maxHeaderListSize());
    }

    @Test
    void http3OptionsHaveTheirDefaultsAndBounds() {
        assertEquals(new Http3Options(8, 16_384, 100, 32_768), Http3Options.standard());
        new Http3Options(1, 1, 1, 1);
        new Http3Options(1024, LARGEST, MAX, 2 * LARGEST);
        assertOptions(
                () -> new Http3Options(0, 0, 0, 0),
                "http3.listeners",
                "http3.max_header_block",
                "http3.max_streams_bidi",
                "http3.max_field_section_size");
        assertOptions(
                () -> new Http3Options(1025, LARGEST + 1, MAX, 2 * LARGEST + 1),
                "http3.listeners",
                "http3.max_header_block",
                "http3.max_field_section_size");
    }

    @Test
    void anEarlyResponseDrainKeepsItsBounds() {
        new EarlyResponseDrain(0, Duration.ZERO);
        new EarlyResponseDrain(1L << 30, YEAR);
        assertOptions(
                () -> new EarlyResponseDrain(-1, Duration.ofNanos(-1)),
                "early_response_drain.bytes",
                "early_response_drain.time");
        assertOptions(
                () -> new EarlyResponseDrain((1L << 30) + 1, YEAR.plusNanos(1)),
                "early_response_drain.bytes",
                "early_response_drain.time");
    }

    @Test
    void drainOptionsKeepTheirBounds() {
        Duration zero = Duration.ZERO;
        Duration negative = Duration.ofNanos(-1);
        Duration tooLong = YEAR.plusNanos(1);
        String[] all = {
            "drain_timeout", "drain_delay", "drain_idle_grace", "force_grace", "drain_poll_interval"
        };
        Duration shortest = Duration.ofMillis(1);
        new DrainOptions(zero, zero, zero, zero, shortest);
        new DrainOptions(YEAR, YEAR, YEAR, YEAR, YEAR);
        assertOptions(() -> new DrainOptions(negative, negative, negative, negative, zero), all);
        assertOptions(() -> new DrainOptions(tooLong, tooLong, tooLong, tooLong, tooLong), all);
        Duration tooOften = shortest.minusNanos(1);
        assertOptions(
                () -> new DrainOptions(zero, zero, zero, zero, tooOften), "drain_poll_interval");
    }

    @Test
    void onlyTheTimeOfADrainMayBeEndless() {
        Duration forever = DrainOptions.FOREVER;
        DrainOptions endless = DrainOptions.standard().withTimeout(forever).withDelay(YEAR);
        assertEquals(forever, endless.untilDeadline());
        assertEquals(YEAR.plusSeconds(30), DrainOptions.standard().withDelay(YEAR).untilDeadline());
        assertOptions(
                () -> new DrainOptions(forever.minusNanos(1), forever, forever, forever, forever),
                "drain_timeout",
                "drain_delay",
                "drain_idle_grace",
                "force_grace",
                "drain_poll_interval");
    }

    @Test
    void drainOptionsChangeOneByOne() {
        Duration minute = Duration.ofMinutes(1);
        DrainOptions standard = DrainOptions.standard();
        assertEquals(
                new DrainOptions(minute, minute, minute, minute, minute),
                standard.withTimeout(minute)
                        .withDelay(minute)
                        .withIdleGrace(minute)
                        .withForceGrace(minute)
                        .withPollInterval(minute));
        assertEquals(standard.forceGrace(), standard.withTimeout(minute).forceGrace());
    }

    @Test
    void aTcpAddressKeepsItsBounds() {
        assertEquals("localhost:0", new ListenAddress.Tcp("localhost", 0).toString());
        assertEquals("[::1]:65535", new ListenAddress.Tcp("::1", 65_535).toString());
        assertOptions(() -> new ListenAddress.Tcp("localhost", -1), "port");
        assertOptions(() -> new ListenAddress.Tcp("localhost", 65_536), "port");
        assertOptions(() -> new ListenAddress.Tcp("", -1), "host", "port");
    }

    @Test
    void aUnixAddressIsForOwnerAndGroupUnlessToldOtherwise() {
        ListenAddress.Unix unix = (ListenAddress.Unix) ListenAddress.unix(Path.of("web.sock"));
        assertEquals("rw-rw----", PosixFilePermissions.toString(unix.mode()));
        assertTrue(unix.unlinkOnStop());
        assertEquals("unix:web.sock", unix.toString());
        assertOptions(() -> ListenAddress.unix(Path.of("")), "address");
    }

    @Test
    void theModeOfAUnixAddressIsCopied() {
        Set<PosixFilePermission> mode = new HashSet<>(Set.of(PosixFilePermission.OWNER_READ));
        ListenAddress.Unix unix = new ListenAddress.Unix(Path.of("web.sock"), mode, false);
        mode.clear();
        assertEquals(Set.of(PosixFilePermission.OWNER_READ), unix.mode());
    }

    @Test
    void aLongValueOfAProblemIsCutOff() {
        assertEquals("x".repeat(200), new OptionProblem("o", "x".repeat(200), "bad").value());
        assertEquals(
                "x".repeat(200) + "...", new OptionProblem("o", "x".repeat(201), "bad").value());
    }

    @Test
    void theProblemsOfAnExceptionAreCopied() {
        List<OptionProblem> problems = new ArrayList<>(List.of(new OptionProblem("o", "v", "bad")));
        InvalidOptionException exception = new InvalidOptionException(problems);
        problems.clear();
        assertEquals(1, exception.problems().size());
        assertEquals("o = v: bad", exception.getMessage());
    }

    private static void assertRange(String option, IntFunction<?> make, int min, int max) {
        make.apply(min);
        make.apply(max);
        assertOptions(() -> make.apply(min - 1), option);
        assertOptions(() -> make.apply(max + 1), option);
    }

    private static void assertOptions(Executable call, String... options) {
        InvalidOptionException exception = assertThrows(InvalidOptionException.class, call);
        assertEquals(
                List.of(options),
                exception.problems().stream().map(OptionProblem::option).toList());
    }
}
