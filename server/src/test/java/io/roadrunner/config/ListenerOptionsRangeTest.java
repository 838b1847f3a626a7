package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each option with a range: its default, its bounds, and one past each bound.
class ListenerOptionsRangeTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MAX = Integer.MAX_VALUE;

    /// One option and values that it takes and refuses.
    private record Row<T>(
            String name,
            BiFunction<ListenerOptionsBuilder, T, ListenerOptionsBuilder> setter,
            Function<ListenerOptions, T> accessor,
            T initial,
            List<T> accepted,
            List<T> refused) {
        private DynamicTest test() {
            return dynamicTest(name, this::check);
        }

        private void check() {
            assertEquals(initial, accessor.apply(ListenerOptions.builder().build()));
            for (T value : accepted) {
                ListenerOptionsBuilder builder = setter.apply(ListenerOptions.builder(), value);
                assertEquals(value, accessor.apply(builder.build()));
            }
            for (T value : refused) {
                ListenerOptionsBuilder builder = setter.apply(ListenerOptions.builder(), value);
                InvalidOptionException exception =
                        assertThrows(InvalidOptionException.class, builder::build, value::toString);
                assertEquals(1, exception.problems().size(), exception::getMessage);
                OptionProblem problem = exception.problems().getFirst();
                assertEquals(name, problem.option());
                assertEquals(value.toString(), problem.value());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> boundsAreKept() {
        return rows().stream().map(Row::test);
    }

    @Test
    void everyOptionWithARangeIsHere() {
        Set<String> expected = new HashSet<>();
        for (ListenerOption option : ListenerOption.values()) {
            if (!(option.limit().rule() instanceof Rule.Free)) {
                expected.add(option.optionName());
            }
        }
        Set<String> tested = new HashSet<>();
        rows().forEach(row -> tested.add(row.name()));
        assertEquals(expected, tested);
    }

    private static List<Row<?>> rows() {
        List<Row<?>> rows = new ArrayList<>(wholes());
        rows.addAll(otherWholes());
        rows.addAll(positiveTimes());
        rows.addAll(otherTimes());
        return rows;
    }

    private static List<Row<?>> wholes() {
        return List.of(
                whole(
                        "socket_backlog",
                        ListenerOptionsBuilder::socketBacklog,
                        ListenerOptions::socketBacklog,
                        1024,
                        1,
                        65_535),
                whole(
                        "num_acceptors",
                        ListenerOptionsBuilder::numAcceptors,
                        ListenerOptions::numAcceptors,
                        1,
                        1,
                        1024),
                whole(
                        "max_clients",
                        ListenerOptionsBuilder::maxClients,
                        ListenerOptions::maxClients,
                        10_000,
                        1,
                        MAX),
                whole(
                        "max_clients_per_ip",
                        ListenerOptionsBuilder::maxClientsPerIp,
                        ListenerOptions::maxClientsPerIp,
                        0,
                        0,
                        MAX),
                whole(
                        "max_concurrent_requests",
                        ListenerOptionsBuilder::maxConcurrentRequests,
                        ListenerOptions::maxConcurrentRequests,
                        0,
                        0,
                        MAX),
                whole(
                        "max_keep_alive_requests",
                        ListenerOptionsBuilder::maxKeepAliveRequests,
                        ListenerOptions::maxKeepAliveRequests,
                        1000,
                        1,
                        MAX));
    }

    private static List<Row<?>> otherWholes() {
        return List.of(
                whole(
                        "min_bytes_per_second",
                        ListenerOptionsBuilder::minBytesPerSecond,
                        ListenerOptions::minBytesPerSecond,
                        100,
                        0,
                        MAX),
                whole(
                        "min_write_bytes_per_second",
                        ListenerOptionsBuilder::minWriteBytesPerSecond,
                        ListenerOptions::minWriteBytesPerSecond,
                        100,
                        0,
                        MAX),
                whole(
                        "mailbox_capacity",
                        ListenerOptionsBuilder::mailboxCapacity,
                        ListenerOptions::mailboxCapacity,
                        1024,
                        1,
                        1_048_576),
                new Row<>(
                        "max_content_length",
                        (builder, bytes) ->
                                builder.bodyBuffering(BodyBuffering.MANUAL).maxContentLength(bytes),
                        ListenerOptions::maxContentLength,
                        10_485_760L,
                        List.of(0L, Long.MAX_VALUE),
                        List.of(-1L)));
    }

    private static List<Row<?>> positiveTimes() {
        return List.of(
                new Row<>(
                        "handshake_timeout",
                        ListenerOptionsBuilder::handshakeTimeout,
                        ListenerOptions::handshakeTimeout,
                        Duration.ofSeconds(10),
                        List.of(),
                        List.of(Duration.ofNanos(999_999), YEAR.plusNanos(1))),
                positive(
                        "request_timeout",
                        ListenerOptionsBuilder::requestTimeout,
                        ListenerOptions::requestTimeout,
                        30),
                positive(
                        "keep_alive_timeout",
                        ListenerOptionsBuilder::keepAliveTimeout,
                        ListenerOptions::keepAliveTimeout,
                        60),
                positive(
                        "rate_check_interval",
                        ListenerOptionsBuilder::rateCheckInterval,
                        ListenerOptions::rateCheckInterval,
                        1),
                positive(
                        "write_timeout",
                        ListenerOptionsBuilder::writeTimeout,
                        ListenerOptions::writeTimeout,
                        30));
    }

    private static List<Row<?>> otherTimes() {
        return List.of(
                orOff(
                        "max_connection_age",
                        ListenerOptionsBuilder::maxConnectionAge,
                        ListenerOptions::maxConnectionAge,
                        0),
                orOff(
                        "max_connection_age_grace",
                        ListenerOptionsBuilder::maxConnectionAgeGrace,
                        ListenerOptions::maxConnectionAgeGrace,
                        0),
                orOff(
                        "slot_reconciliation",
                        ListenerOptionsBuilder::slotReconciliation,
                        ListenerOptions::slotReconciliation,
                        0),
                orOff(
                        "hibernate_after",
                        ListenerOptionsBuilder::hibernateAfter,
                        ListenerOptions::hibernateAfter,
                        10),
                orZero(
                        "drain_timeout",
                        ListenerOptionsBuilder::drainTimeout,
                        ListenerOptions::drainTimeout,
                        30),
                orZero(
                        "drain_delay",
                        ListenerOptionsBuilder::drainDelay,
                        ListenerOptions::drainDelay,
                        0),
                orZero(
                        "drain_idle_grace",
                        ListenerOptionsBuilder::drainIdleGrace,
                        ListenerOptions::drainIdleGrace,
                        0),
                orZero(
                        "force_grace",
                        ListenerOptionsBuilder::forceGrace,
                        ListenerOptions::forceGrace,
                        1),
                new Row<>(
                        "drain_poll_interval",
                        ListenerOptionsBuilder::drainPollInterval,
                        ListenerOptions::drainPollInterval,
                        Duration.ofMillis(100),
                        List.of(Duration.ofMillis(1), YEAR),
                        List.of(Duration.ofNanos(999_999), YEAR.plusNanos(1))));
    }

    private static Row<Integer> whole(
            String name,
            BiFunction<ListenerOptionsBuilder, Integer, ListenerOptionsBuilder> setter,
            Function<ListenerOptions, Integer> accessor,
            int initial,
            int min,
            int max) {
        List<Integer> refused = max == MAX ? List.of(min - 1) : List.of(min - 1, max + 1);
        return new Row<>(name, setter, accessor, initial, List.of(min, max), refused);
    }

    private static Row<Duration> positive(
            String name,
            BiFunction<ListenerOptionsBuilder, Duration, ListenerOptionsBuilder> setter,
            Function<ListenerOptions, Duration> accessor,
            long seconds) {
        Duration millisecond = Duration.ofMillis(1);
        return new Row<>(
                name,
                setter,
                accessor,
                Duration.ofSeconds(seconds),
                List.of(millisecond, YEAR),
                List.of(millisecond.minusNanos(1), Duration.ZERO, YEAR.plusNanos(1)));
    }

    private static Row<Duration> orOff(
            String name,
            BiFunction<ListenerOptionsBuilder, Duration, ListenerOptionsBuilder> setter,
            Function<ListenerOptions, Duration> accessor,
            long seconds) {
        Duration millisecond = Duration.ofMillis(1);
        return new Row<>(
                name,
                setter,
                accessor,
                Duration.ofSeconds(seconds),
                List.of(Duration.ZERO, millisecond, YEAR),
                List.of(millisecond.minusNanos(1), Duration.ofNanos(-1), YEAR.plusNanos(1)));
    }

    private static Row<Duration> orZero(
            String name,
            BiFunction<ListenerOptionsBuilder, Duration, ListenerOptionsBuilder> setter,
            Function<ListenerOptions, Duration> accessor,
            long seconds) {
        return new Row<>(
                name,
                setter,
                accessor,
                Duration.ofSeconds(seconds),
                List.of(Duration.ZERO, Duration.ofNanos(1), YEAR),
                List.of(Duration.ofNanos(-1), YEAR.plusNanos(1)));
    }
}
