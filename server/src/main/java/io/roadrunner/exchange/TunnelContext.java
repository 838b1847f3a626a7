package io.roadrunner.exchange;

import io.roadrunner.connection.Clock;
import io.roadrunner.http.RequestContext;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.telemetry.RequestMetadata;
import io.roadrunner.telemetry.Telemetry;

/// The surroundings of a [Tunnel]: those of the request that opened it. Any thread.
public interface TunnelContext {
    /// What time it is.
    Clock clock();

    /// Who is told of what happens.
    Telemetry telemetry();

    /// The request as telemetry shows it.
    RequestMetadata metadata();

    /// What is bound while the application works for this request.
    RequestContext request();

    /// What a drain means for the route.
    DrainPolicy drainPolicy();

    /// What the listener decides about requests.
    PipelineOptions options();
}
