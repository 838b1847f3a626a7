package io.roadrunner.standalone.demo;

import io.roadrunner.http.Request;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A wait that ends early when the client leaves. Belongs to the thread of one request.
final class Pause {
    private final Request request;
    private final long millis;
    private final CountDownLatch left = new CountDownLatch(1);

    private Pause(Request request, long millis) {
        this.request = request;
        this.millis = millis;
    }

    static Pause between(Request request, long millis) {
        Pause pause = new Pause(request, millis);
        request.onDisconnect(pause.left::countDown);
        return pause;
    }

    /// Waits.
    ///
    /// @return false when the client has left
    /// @throws InterruptedException when the request is cut at the deadline of a drain
    boolean await() throws InterruptedException {
        return !left.await(millis, TimeUnit.MILLISECONDS);
    }

    /// Whether the listener drains.
    boolean isDraining() {
        return request.drainDeadline().isPresent();
    }
}
