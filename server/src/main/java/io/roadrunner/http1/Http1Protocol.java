package io.roadrunner.http1;

import io.roadrunner.config.Http1Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Connection;
import io.roadrunner.exchange.DateField;
import io.roadrunner.exchange.PeerReporter;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.transport.Transport;

/// HTTP/1.1 as one listener speaks it: what all of its connections share. Any thread.
public final class Http1Protocol {
    private final Http1Settings settings;
    private final RequestPipeline pipeline;
    private final Clock clock;
    private final DateField dateLine;
    private final PeerReporter peerReporter;
    private final LateWriters lateWriters = new LateWriters();

    /// @param options the options of the listener
    /// @param http1 the options of the protocol
    /// @param pipeline serves the requests
    /// @param clock what deadlines are made of
    public Http1Protocol(
            ListenerOptions options, Http1Options http1, RequestPipeline pipeline, Clock clock) {
        this.settings = Http1Settings.of(options, http1);
        this.pipeline = pipeline;
        this.clock = clock;
        this.dateLine = new DateField(clock, ResponseHeadEncoder::dateLine);
        PipelineEnvironment environment = pipeline.environment();
        this.peerReporter =
                new PeerReporter(
                        environment.options().listenerName(), environment.telemetry(), clock);
    }

    /// A connection that speaks it from its first byte on.
    public Connection connect(Transport transport) {
        return new Http1Connection(this, transport);
    }

    Http1Settings settings() {
        return settings;
    }

    RequestPipeline pipeline() {
        return pipeline;
    }

    Clock clock() {
        return clock;
    }

    PeerReporter peerReporter() {
        return peerReporter;
    }

    LateWriters lateWriters() {
        return lateWriters;
    }

    DateField dateLine() {
        return dateLine;
    }
}
