package io.roadrunner.status;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.StreamingBody;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One `Watch`: says how a service is, and again whenever that changes, until its peer goes, its
/// time is over or its listener drains. Looks four times a second; the checks themselves are shared
/// with everybody who asks at that moment. Owned by the thread of the request.
final class HealthWatch implements StreamingBody {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final GrpcServices services;
    private final Request request;
    private final String service;
    private final long untilNanos;
    private final CountDownLatch gone = new CountDownLatch(1);
    private @Nullable ServingStatus told;

    /// @param timeout how long the peer wants to watch
    HealthWatch(GrpcServices services, Request request, String service, Duration timeout) {
        this.services = services;
        this.request = request;
        this.service = service;
        this.untilNanos = System.nanoTime() + timeout.toNanos();
    }

    /// Ends the watch; any thread.
    void end() {
        gone.countDown();
    }

    @Override
    public Headers writeTo(Push push) throws IOException, InterruptedException {
        while (true) {
            if (request.drainDeadline().isPresent()) {
                tell(push, ServingStatus.NOT_SERVING);
                return GrpcAnswers.trailers(GrpcStatus.UNAVAILABLE, "the server shuts down");
            }
            Optional<ServingStatus> now = services.look(service, INTERVAL);
            if (now.isPresent()) {
                tell(push, now.get());
            }
            long left = untilNanos - System.nanoTime();
            if (left <= 0) {
                return GrpcAnswers.trailers(GrpcStatus.DEADLINE_EXCEEDED, "the time is over");
            }
            if (gone.await(Math.min(left, INTERVAL.toNanos()), TimeUnit.NANOSECONDS)) {
                return GrpcAnswers.trailers(GrpcStatus.CANCELLED, "the peer has gone");
            }
        }
    }

    private void tell(Push push, ServingStatus status) throws IOException {
        if (status != told) {
            push.send(HealthResponseEncoder.status(status));
            told = status;
        }
    }
}
