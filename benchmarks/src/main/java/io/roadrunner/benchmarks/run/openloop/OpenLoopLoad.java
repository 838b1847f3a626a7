package io.roadrunner.benchmarks.run.openloop;

import io.roadrunner.benchmarks.run.client.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command that sends requests at fixed times: `uri http/1.1|h2 requests-per-second seconds`.
/// It warms itself up for [#WARM_UP_SECONDS] with the same load, then measures, and prints the line
/// of a report with the number of all answers and its own lag behind it.
final class OpenLoopLoad {
    private static final int WARM_UP_SECONDS = 2;
    private static final int HTTP1_CONNECTIONS = 64;
    private static final int HTTP2_CONNECTIONS = 16;
    private static final long START_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final double LAG_PERCENTILE = 99;

    private OpenLoopLoad() {}

    static void main(String[] arguments) throws IOException, GeneralSecurityException {
        boolean http2 = "h2".equals(arguments[1]);
        long perSecond = Long.parseLong(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        try (Selector selector = Selector.open()) {
            Lines lines = new Lines(URI.create(arguments[0]), http2, selector);
            List<Connection> open = new ArrayList<>();
            for (int i = 0; i < (http2 ? HTTP2_CONNECTIONS : HTTP1_CONNECTIONS); i++) {
                open.add(lines.open());
            }
            Schedule schedule =
                    new Schedule(
                            System.nanoTime() + START_NANOS, perSecond, WARM_UP_SECONDS + seconds);
            OpenLoop loop = new OpenLoop(lines, open, schedule, perSecond * WARM_UP_SECONDS);
            Outcome outcome = loop.run();
            IO.println(
                    "%s %d %d"
                            .formatted(
                                    outcome.line(TimeUnit.SECONDS.toNanos(seconds)),
                                    loop.answered(),
                                    loop.lag().micros(LAG_PERCENTILE)));
        }
    }
}
