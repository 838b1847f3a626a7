package io.roadrunner.benchmarks.run.openloop;

import io.roadrunner.benchmarks.run.client.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
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
        int connections = http2 ? HTTP2_CONNECTIONS : HTTP1_CONNECTIONS;
        try (Selector selector = Selector.open()) {
            Lines lines = new Lines(URI.create(arguments[0]), http2, selector);
            // What this process is late with while it is cold is not carried into what is measured.
            OpenLoop warmUp = loop(lines, connections, perSecond, WARM_UP_SECONDS);
            long warm = warmUp.run().answers();
            OpenLoop loop = loop(lines, connections, perSecond, seconds);
            Outcome outcome = loop.run();
            lines.close();
            IO.println(
                    "%s %d %d"
                            .formatted(
                                    outcome.line(TimeUnit.SECONDS.toNanos(seconds)),
                                    warm + outcome.answers(),
                                    loop.lag().micros(LAG_PERCENTILE)));
        }
    }

    private static OpenLoop loop(Lines lines, int connections, long perSecond, int seconds)
            throws IOException {
        List<Connection> idle = lines.idle(connections);
        long start = System.nanoTime() + START_NANOS;
        return new OpenLoop(lines, idle, new Schedule(start, perSecond, seconds));
    }
}
