package io.roadrunner.benchmarks.run.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.benchmarks.run.tool.LoadReport.Latency;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The log of requests that `h2load` writes.
final class RequestLogParserTest {
    @Test
    void percentilesAreThoseOfTheLastColumn() {
        Latency latency =
                RequestLogParser.parse(
                        IntStream.rangeClosed(1, 1000)
                                .mapToObj(micros -> "1795287129131164\t200\t" + micros));

        assertEquals(new Latency(500, 990, 999), latency);
    }

    @Test
    void whatTheToolHasWrittenIsRead() throws IOException {
        Latency latency = RequestLogParser.parse(Outputs.of("h2load.log.txt").lines());

        assertEquals(182_900, latency.p50(), 2_000);
    }

    @Test
    void linesThatWereCutDoNotCount() {
        Stream<String> lines =
                Stream.of("1\t200\t7", "1795287129", "", "1\t200\t", "1\t200\t-1", "1\t200\tx");

        assertEquals(new Latency(7, 7, 7), RequestLogParser.parse(lines));
    }

    @Test
    void anEmptyLogGivesNothing() {
        assertEquals(Latency.NONE, RequestLogParser.parse(Stream.of()));
    }
}
