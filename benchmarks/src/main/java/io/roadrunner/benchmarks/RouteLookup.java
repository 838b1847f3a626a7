package io.roadrunner.benchmarks;

import io.roadrunner.http.Responses;
import io.roadrunner.routing.RouteMatch;
import io.roadrunner.routing.Router;
import io.roadrunner.routing.Routes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes to find a route among few and many. Each lookup asks for another one, so that
/// neither branch prediction nor caches know it beforehand.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteLookup {
    private static final int PATHS = 64;

    /// The number of routes in the table.
    @Param({"1", "10", "100", "1000", "10000"})
    public int routes;

    private Router router = Router.compile(Routes.builder().build(), List.of());
    private final String[] literals = new String[PATHS];
    private final String[] bound = new String[PATHS];
    private int next;

    /// Makes the table, half of it literal and half with a parameter, and the paths: routes from
    /// all of it.
    @Setup
    public void makeTable() {
        Routes.Builder table = Routes.builder();
        for (int i = 0; i < routes; i++) {
            table.get("/api/v1/resource" + i, _ -> Responses.text(200, ""));
            table.get("/api/v1/resource" + i + "/items/:id", _ -> Responses.text(200, ""));
        }
        router = Router.compile(table.build(), List.of());
        for (int i = 0; i < PATHS; i++) {
            int route = (int) ((long) i * routes / PATHS);
            literals[i] = "/api/v1/resource" + route;
            bound[i] = "/api/v1/resource" + route + "/items/" + i;
        }
    }

    /// A path without parameters.
    @Benchmark
    public RouteMatch literal() {
        return router.match("GET", literals[next++ & (PATHS - 1)]);
    }

    /// A path with one parameter.
    @Benchmark
    public RouteMatch parameter() {
        return router.match("GET", bound[next++ & (PATHS - 1)]);
    }

    /// A path that no route has.
    @Benchmark
    public RouteMatch missing() {
        return router.match("GET", "/api/v1/nothing/here");
    }
}
