package io.roadrunner.http1;

import io.roadrunner.config.Http1Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Next;
import io.roadrunner.exchange.Admission;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.PipelineOptions;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a request costs from its head to its answer without a kernel: a connection that finds
/// batches of 16 requests and writes to nowhere. With `-prof gc` it says what is allocated.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestServing {
    private static final int BATCH = 16;
    private static final int BATCHES = 64;

    private final byte[] batch =
            "GET /hello HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n"
                    .repeat(BATCH)
                    .getBytes(StandardCharsets.US_ASCII);
    private final Http1Protocol protocol = protocol();

    private static Http1Protocol protocol() {
        Clock clock = new StandingClock();
        PipelineOptions options =
                new PipelineOptions(
                        "bench", 16, Long.MAX_VALUE, DrainPolicy.NOTIFY, TrustedProxies.none());
        PipelineEnvironment environment =
                new PipelineEnvironment(
                        options, Admission.alone(0), new Telemetry(), new RequestIds(), clock);
        Routes.Builder routes = Routes.builder();
        routes.get("/hello", _ -> Responses.text(200, "hello, roadrunner!"));
        routes.get("/users/:id", request -> Responses.text(200, request.path()));
        RequestPipeline pipeline =
                new RequestPipeline(
                        environment, RequestPipeline.compile(routes.build(), List.of(), true));
        return new Http1Protocol(
                ListenerOptions.builder().build(), Http1Options.standard(), pipeline, clock);
    }

    /// One request of a batch, with a share of what a connection costs.
    @Benchmark
    @OperationsPerInvocation(BATCH * BATCHES)
    public Next pipelined() {
        return protocol.connect(new RepeatingTransport(batch, BATCHES)).serve();
    }

    /// It is always the same time.
    private static final class StandingClock implements Clock {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long coarseNanoTime() {
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
