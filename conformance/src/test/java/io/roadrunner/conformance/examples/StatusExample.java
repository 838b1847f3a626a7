package io.roadrunner.conformance.examples;

import io.roadrunner.Roadrunner;
import io.roadrunner.status.Checker;
import io.roadrunner.status.ExecutorJobs;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Status;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.status.SystemChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;

/// What the page about status shows.
final class StatusExample {
    private StatusExample() {}

    /// What the checks look at.
    interface Cache {
        boolean isWarm();
    }

    // begin
    static StatusPlugin start(Roadrunner roadrunner, Cache cache, ThreadPoolExecutor mail) {
        StatusPlugin status = StatusPlugin.start(roadrunner, StatusOptions.standard());
        status.register(Checker.of("mail", SystemChecks.threadPool(mail, 1000)));
        status.register(
                Readiness.of(
                        "cache",
                        () -> cache.isWarm() ? Status.ok() : Status.unavailable("still cold")));
        status.register(
                Readiness.of("disk", SystemChecks.diskSpace(Path.of("."), 1L << 20)),
                Duration.ofSeconds(10)); // an answer holds so long
        status.register(ExecutorJobs.of("mail", mail));
        return status;
    }
    // end
}
