package io.roadrunner.listener;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.http.Middleware;
import io.roadrunner.routing.Router;
import io.roadrunner.routing.Routes;
import java.util.List;

/// What a listener answers by: its composed table of routes and what runs around every answer,
/// which are replaced together. Owned by its [ListenerCore]; any thread.
final class ServedRoutes {
    private final RequestPipeline pipeline;
    private final ListenerReporter reporter;
    private final boolean buffersBodies;

    /// Written under the monitor of this object.
    private volatile long generation = 1;

    /// Written under the monitor of this object.
    private volatile List<Middleware> middlewares;

    /// Composes the first table.
    ///
    /// @throws io.roadrunner.routing.InvalidRouteException when a middleware refuses
    ServedRoutes(
            ListenerOptions options, PipelineEnvironment environment, ListenerReporter reporter) {
        this.reporter = reporter;
        this.buffersBodies = options.bodyBuffering() == BodyBuffering.AUTO;
        this.middlewares = options.middlewares();
        this.pipeline =
                new RequestPipeline(environment, compile(options.routes(), options.middlewares()));
    }

    private Router compile(Routes routes, List<Middleware> around) {
        return RequestPipeline.compile(routes, around, buffersBodies);
    }

    RequestPipeline pipeline() {
        return pipeline;
    }

    List<Middleware> middlewares() {
        return middlewares;
    }

    long generation() {
        return generation;
    }

    /// Composes another table in the calling thread.
    ///
    /// @return what puts it in place
    Runnable prepare(Routes routes, List<Middleware> around) {
        Router next = compile(routes, around);
        List<Middleware> kept = List.copyOf(around);
        return () -> routeBy(next, kept);
    }

    private void routeBy(Router next, List<Middleware> around) {
        long number;
        synchronized (this) {
            pipeline.routeBy(next);
            middlewares = around;
            number = ++generation;
        }
        reporter.routesReloaded(number);
    }
}
