package io.roadrunner.standalone.demo;

import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.status.Checker;
import io.roadrunner.status.ExecutorJobs;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import io.roadrunner.status.StatusPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What the demo shows on the status page, so that there is something to see: a check, a readiness
/// that anybody can turn off and on, and a pipeline of jobs that anybody can fill. One per demo;
/// any thread. The threads of the jobs end when there are none, and do not keep the process from
/// ending.
public final class DemoStatus {
    private static final String NAME = "demo";
    private static final int WORKERS = 2;
    private static final int MOST_WAITING = 100;
    private static final int MOST_MILLIS = 60_000;

    private final ThreadPoolExecutor parcels;
    private volatile boolean ready = true;
    private volatile String page = "";

    /// Ready, and without a job.
    public DemoStatus() {
        parcels =
                new ThreadPoolExecutor(
                        WORKERS,
                        WORKERS,
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name("parcels-", 1).factory());
        parcels.allowCoreThreadTimeOut(true);
    }

    /// Has a server tell of the demo.
    ///
    /// @param plugin of the server
    /// @param address where its status page is, empty for nowhere
    public void register(StatusPlugin plugin, String address) {
        page = address;
        plugin.register(Checker.of(NAME, Status::ok));
        plugin.register(
                Readiness.of(
                        NAME,
                        () -> ready ? Status.ok() : Status.unavailable("turned off by a visitor")));
        plugin.register(ExecutorJobs.of("parcels", parcels));
    }

    /// `GET /readiness`: what readiness says.
    Response readiness(Request request) {
        return Responses.json(200, Map.of("ready", ready));
    }

    /// `POST /readiness` with `on` or `off`.
    Response turn(Request request) throws IOException {
        String word = new String(request.readBody(), StandardCharsets.UTF_8);
        switch (word.strip()) {
            case "on" -> ready = true;
            case "off" -> ready = false;
            default -> {
                return Responses.text(400, "on or off");
            }
        }
        return readiness(request);
    }

    /// `POST /jobs/:ms`: a job that takes so long.
    Response addJob(Request request) {
        long millis = Streams.number(request.binding("ms"), 0, MOST_MILLIS);
        if (millis < 0) {
            return Streams.refuse("ms", 0, MOST_MILLIS);
        }
        try {
            parcels.execute(() -> deliver(millis));
        } catch (RejectedExecutionException _) {
            return Responses.text(503, MOST_WAITING + " parcels wait already");
        }
        return Responses.json(
                202,
                Map.of("running", parcels.getActiveCount(), "waiting", parcels.getQueue().size()));
    }

    private static void deliver(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /// `GET /status-page`: leads there.
    Response toPage(Request request) {
        return page.isEmpty()
                ? Responses.text(404, "this server has no status page")
                : Responses.redirect(302, page);
    }
}
