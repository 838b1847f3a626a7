package io.roadrunner.http2;

import io.roadrunner.config.Http2Options;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.connection.Clock;
import io.roadrunner.connection.Connection;
import io.roadrunner.exchange.DateField;
import io.roadrunner.exchange.PeerReporter;
import io.roadrunner.exchange.PipelineEnvironment;
import io.roadrunner.exchange.RequestPipeline;
import io.roadrunner.hpack.HpackEncoder;
import io.roadrunner.telemetry.Telemetry;
import io.roadrunner.transport.Transport;

/// HTTP/2 as one listener speaks it: what all of its connections share. Any thread.
public final class Http2Protocol {
    private final Http2Settings settings;
    private final RequestPipeline pipeline;
    private final Clock clock;
    private final DateField date;
    private final PeerReporter peerReporter;
    private final Http2Reporter reporter;

    /// @param options the options of the listener
    /// @param http2 the options of the protocol
    /// @param pipeline serves the requests
    /// @param clock what deadlines are made of
    public Http2Protocol(
            ListenerOptions options, Http2Options http2, RequestPipeline pipeline, Clock clock) {
        this.settings = Http2Settings.of(options, http2);
        this.pipeline = pipeline;
        this.clock = clock;
        this.date = new DateField(clock, value -> HpackEncoder.literal("date", value));
        PipelineEnvironment environment = pipeline.environment();
        String name = environment.options().listenerName();
        Telemetry telemetry = environment.telemetry();
        this.peerReporter = new PeerReporter(name, telemetry, clock);
        this.reporter = new Http2Reporter(name, telemetry, clock);
    }

    /// A connection that speaks it from its first byte on: the peer's preface is still to be read.
    public Connection connect(Transport transport) {
        return new Http2Connection(this, transport);
    }

    Http2Settings settings() {
        return settings;
    }

    RequestPipeline pipeline() {
        return pipeline;
    }

    Clock clock() {
        return clock;
    }

    /// The date field of the moment, as a literal that depends on no table; not to be changed.
    byte[] date() {
        return date.octets();
    }

    PeerReporter peerReporter() {
        return peerReporter;
    }

    Http2Reporter reporter() {
        return reporter;
    }
}
