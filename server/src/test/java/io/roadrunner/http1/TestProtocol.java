package io.roadrunner.http1;

import io.roadrunner.config.Http1Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.exchange.Admission;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.PipelineOptions;
import io.roadrunner.exchange.RequestIds;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.Telemetry;
import java.util.List;

/// The protocol of a listener that does not listen.
final class TestProtocol {
    private TestProtocol() {}

    /// Every request is answered with `hello`.
    static Http1Protocol hello(Clock clock) {
        return answering(clock, Responses.text(200, "hello"));
    }

    /// Every request is answered in the same way.
    static Http1Protocol answering(Clock clock, Response response) {
        PipelineOptions options =
                new PipelineOptions(
                        "test", 16, Long.MAX_VALUE, DrainPolicy.NOTIFY, TrustedProxies.none());
        PipelineEnvironment environment =
                new PipelineEnvironment(
                        options, Admission.alone(0), new Telemetry(), new RequestIds(), clock);
        Routes routes = Routes.handler(_ -> response);
        RequestPipeline pipeline =
                new RequestPipeline(environment, RequestPipeline.compile(routes, List.of(), true));
        return new Http1Protocol(
                ListenerOptions.builder().build(), Http1Options.standard(), pipeline, clock);
    }
}
