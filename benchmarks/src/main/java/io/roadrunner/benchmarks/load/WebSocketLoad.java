package io.roadrunner.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The command that loads a server with WebSocket messages of 1 KiB and prints how many come back
/// and how fast: `ws://host:port/path connections window seconds [warm-up seconds [threads]]`. The
/// loop is closed: a message goes out when an echo has come.
final class WebSocketLoad {
    private WebSocketLoad() {}

    static void main(String[] arguments) throws Exception {
        LoadPlan plan = LoadPlan.of(arguments);
        Tally tally = run(plan);
        IO.println(tally.summary(plan.time()));
        if (tally.hasErrors()) {
            System.exit(1);
        }
    }

    private static Tally run(LoadPlan plan)
            throws IOException, InterruptedException, ExecutionException {
        List<EchoLoop> loops = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(plan.threads())) {
            for (int i = 0; i < plan.threads(); i++) {
                loops.add(EchoLoop.open(plan, i));
            }
            long measure = System.nanoTime() + plan.warmUp().toNanos();
            long end = measure + plan.time().toNanos();
            List<Callable<Tally>> tasks = new ArrayList<>();
            loops.forEach(loop -> tasks.add(() -> loop.run(measure, end)));
            Tally tally = new Tally();
            for (Future<Tally> one : threads.invokeAll(tasks)) {
                tally.addAll(one.get());
            }
            return tally;
        } finally {
            for (EchoLoop loop : loops) {
                loop.close();
            }
        }
    }
}
