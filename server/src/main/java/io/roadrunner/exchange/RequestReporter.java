package io.roadrunner.exchange;

import io.roadrunner.http.Rejection;
import io.roadrunner.telemetry.RequestEvent;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestLimit;
import io.roadrunner.telemetry.RequestEvent.RequestRejected;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.RequestEvent.RequestThrottled;
import io.roadrunner.telemetry.RequestEvent.ResponsePart;
import io.roadrunner.telemetry.RequestEvent.ResponseSendFailed;
import io.roadrunner.telemetry.RequestMeasurements;
import io.roadrunner.telemetry.Telemetry;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells telemetry and the log what happens to requests. Each request that was reported as started
/// is reported exactly once as stopped or failed. Without a subscriber to requests each call is one
/// look at a short list. Any thread.
final class RequestReporter {
    private static final System.Logger LOGGER = System.getLogger(RequestReporter.class.getName());

    private final PipelineEnvironment environment;
    private final Telemetry telemetry;

    RequestReporter(PipelineEnvironment environment) {
        this.environment = environment;
        this.telemetry = environment.telemetry();
    }

    void started(RequestLife life) {
        if (telemetry.wants(RequestEvent.class)) {
            life.measure();
            telemetry.emit(new RequestStarted(now(), life.metadata()));
        }
    }

    void rejected(
            @Nullable InetSocketAddress peer, @Nullable RequestLife life, Rejection rejection) {
        if (telemetry.wants(RequestRejected.class)) {
            String listener = environment.options().listenerName();
            String id = life == null ? null : life.requestId();
            telemetry.emit(new RequestRejected(now(), listener, peer, id, rejection));
        }
    }

    void throttled(RequestLife life) {
        if (telemetry.wants(RequestThrottled.class)) {
            RequestLimit limit = RequestLimit.MAX_CONCURRENT_REQUESTS;
            telemetry.emit(new RequestThrottled(now(), life.metadata(), limit));
        }
    }

    void ended(RequestLife life, RequestResult result) {
        RequestTimes times = life.times();
        if (times != null) {
            emitEnd(life, result, times.until(life.exchange()));
        }
        if (result.failure != null) {
            logFailure(life, result.routeOrEmpty(), result.failure);
        }
    }

    private void emitEnd(RequestLife life, RequestResult result, RequestMeasurements measured) {
        if (result.sendFailure != null) {
            reportSendFailure(life, result, result.sendFailure);
        }
        telemetry.emit(
                result.failure == null
                        ? new RequestStopped(
                                now(),
                                life.metadata(),
                                result.route,
                                result.status,
                                result.kind,
                                measured)
                        : new RequestFailed(
                                now(),
                                life.metadata(),
                                result.route,
                                result.status,
                                result.failure,
                                measured));
    }

    private void reportSendFailure(RequestLife life, RequestResult result, Throwable cause) {
        boolean begun = life.exchange().isBegun();
        ResponsePart part = begun ? ResponsePart.BODY : ResponsePart.HEAD;
        telemetry.emit(new ResponseSendFailed(now(), life.metadata(), result.kind, part, cause));
    }

    private static void logFailure(RequestLife life, String route, Throwable failure) {
        LOGGER.log(
                Level.ERROR,
                () ->
                        "request "
                                + life.requestId()
                                + " failed: "
                                + life.exchange().head().method()
                                + " on route "
                                + (route.isEmpty() ? "(none)" : route),
                failure);
    }

    private Instant now() {
        return environment.clock().now();
    }
}
