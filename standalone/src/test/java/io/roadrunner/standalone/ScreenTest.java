package io.roadrunner.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.ListenerInfo;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.Straggler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/// What the user reads: lines, the live line, the log and the progress of a drain.
final class ScreenTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEADLINE = START.plusSeconds(30);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Screen screen(boolean terminal) {
        return new Screen(stream(out), stream(err), () -> terminal);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ListenerInfo served(long requests, int connections, long rejected) {
        return new ListenerInfo(
                connections, 10, requests, 3, rejected, 0, 0, 1, 0, Optional.empty());
    }

    @Test
    void withoutATerminalThereIsNoLiveLine() {
        LiveLine live = new LiveLine(screen(false));

        live.show(List.of(served(0, 1, 0)), 0);
        live.show(List.of(served(100, 1, 0)), 1_000_000_000L);

        assertEquals("", printed());
    }

    @Test
    void theLiveLineShowsWhatHappenedSinceTheLast() {
        LiveLine live = new LiveLine(screen(true));

        live.show(List.of(served(50, 1, 0)), 0);
        assertEquals("", printed());
        live.show(List.of(served(150, 1, 0)), 2_000_000_000L);
        live.show(List.of(served(151, 2, 4)), 3_000_000_000L);

        assertEquals(
                "50 requests/s, 1 connection, 3 in flight"
                        + "\r\u001b[K1 requests/s, 2 connections, 3 in flight, 4 rejected",
                printed());
    }

    @Test
    void aLineGoesAboveTheLiveLine() {
        Screen screen = screen(true);

        screen.status("live");
        screen.print("line");
        screen.status("");

        assertEquals("live\r\u001b[Kline" + System.lineSeparator() + "live\r\u001b[K", printed());
    }

    @Test
    void aWarningIsOneLineAndAnErrorHasItsStack() {
        assertEquals(
                "2026-01-01T00:00:00Z WARNING it went wrong: java.lang.Exception: why",
                LogLines.line(record(Level.WARNING)));

        String error = LogLines.line(record(Level.SEVERE));

        assertTrue(
                error.startsWith(
                        "2026-01-01T00:00:00Z SEVERE it went wrong:\njava.lang.Exception: why\n"));
        assertTrue(error.contains("\tat "), error);
    }

    private static LogRecord record(Level level) {
        LogRecord record = new LogRecord(level, "it went {0}");
        record.setParameters(new Object[] {"wrong"});
        record.setInstant(START);
        record.setThrown(new Exception("why"));
        return record;
    }

    @Test
    void aDrainIsReportedAtMostOnceASecond() {
        DrainProgress progress = new DrainProgress(screen(false), false);

        progress.handle(new DrainEvent.DrainStarted(START, "web", Duration.ZERO, DEADLINE, 3, 1));
        for (int millis = 100; millis <= 2100; millis += 100) {
            progress.handle(
                    new DrainEvent.DrainProgress(START.plusMillis(millis), "web", DEADLINE, 1, 2));
        }

        assertEquals(
                List.of(
                        "draining: 3 connections, 1 request, 30 s left",
                        "draining: 1 connection, 2 requests, 29 s left",
                        "draining: 1 connection, 2 requests, 28 s left"),
                printed().lines().toList());
    }

    @Test
    void aDrainWithoutADeadlineHasNoSecondsLeft() {
        new DrainProgress(screen(false), false)
                .handle(
                        new DrainEvent.DrainStarted(
                                START, "web", Duration.ZERO, DrainNotice.NEVER, 1, 0));

        assertEquals("draining: 1 connection, 0 requests, no deadline\n", printed());
    }

    @Test
    void whatWasCutIsNamed() {
        Straggler straggler =
                new Straggler(
                        "h1",
                        new InetSocketAddress("127.0.0.1", 4711),
                        "/slow/:ms",
                        Duration.ofMillis(1234),
                        List.of(new StackTraceElement("a.B", "c", "B.java", 7)));

        new DrainProgress(screen(false), false)
                .handle(
                        new DrainEvent.DrainFinished(
                                DEADLINE,
                                "web",
                                DrainEvent.DrainOutcome.TIMED_OUT,
                                Duration.ofSeconds(30),
                                2,
                                1,
                                List.of(straggler)));

        assertEquals(
                List.of(
                        "cut after 30.00 s: 2 connections, 1 request",
                        "  h1 127.0.0.1:4711 /slow/:ms for 1.23 s",
                        "      at a.B.c(B.java:7)"),
                printed().lines().toList());
    }

    @Test
    void withSeveralListenersEachLineNamesOneAndEachHasItsOwnSecond() {
        DrainProgress progress = new DrainProgress(screen(false), true);
        for (int millis : new int[] {0, 900, 1000}) {
            for (String listener : new String[] {"web", "admin"}) {
                progress.handle(
                        new DrainEvent.DrainProgress(
                                START.plusMillis(millis), listener, DEADLINE, 1, 2));
            }
        }
        progress.handle(
                new DrainEvent.DrainFinished(
                        START,
                        "admin",
                        DrainEvent.DrainOutcome.DRAINED,
                        Duration.ofSeconds(1),
                        0,
                        0,
                        List.of()));
        assertEquals(
                """
                web: draining: 1 connection, 2 requests, 30 s left
                admin: draining: 1 connection, 2 requests, 30 s left
                web: draining: 1 connection, 2 requests, 29 s left
                admin: draining: 1 connection, 2 requests, 29 s left
                admin: drained in 1.00 s
                """,
                printed());
    }
}
