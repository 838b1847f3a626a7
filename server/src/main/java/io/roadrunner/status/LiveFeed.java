package io.roadrunner.status;

import io.roadrunner.Roadrunner;
import io.roadrunner.http.Disconnected;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.ServerSentEvents;
import io.roadrunner.telemetry.Subscription;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells those who watch what there is to see: everything at first, then once a second what has
/// changed, four times a second while a listener drains.
///
/// One thread samples for all of them; it starts with the first and ends, with the subscription to
/// the events of requests, within a second of the last. Each watcher is told on the thread of its
/// own request, and what waits for it is never more than a mark that there is something new: one
/// that reads slowly skips to the latest. At most [#MOST] watch at a time. Owned by the
/// [StatusPlugin]; any thread.
final class LiveFeed implements AutoCloseable {
    /// As many as may watch at a time.
    static final int MOST = 32;

    private static final System.Logger LOGGER = System.getLogger(LiveFeed.class.getName());

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// How long somebody who wants to see checks waits for one that takes its time.
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// Some proxies hold events back unless they are told not to.
    private static final Headers UNBUFFERED =
            Headers.of("cache-control", "no-store", "x-accel-buffering", "no");

    /// The mark that there is something new.
    private static final Object LOOK = new Object();

    private final Roadrunner observed;
    private final StatusPlugin plugin;
    private final LiveChecks checks;
    private final LiveHistory history = new LiveHistory();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// The watchers, and what else the lock guards.
    private final Set<Mailbox> watchers = new HashSet<>();

    private @Nullable Thread sampler;
    private boolean hurries;
    private boolean closed;
    private volatile LiveView latest = LiveView.NOTHING;

    LiveFeed(Roadrunner observed, StatusPlugin plugin) {
        this.observed = observed;
        this.plugin = plugin;
        this.checks = new LiveChecks(plugin);
    }

    /// What a watcher was told last.
    private record Told(@Nullable LiveView view) {}

    /// Answers a request to watch.
    Response watch(Request request) {
        Mailbox mailbox = request.mailbox();
        request.closeAfterwards(() -> leave(mailbox));
        if (!join(mailbox)) {
            String words = "as many watch as may: " + MOST + "\n";
            return Responses.text(503, words, Headers.of("retry-after", "5"));
        }
        mailbox.send(LOOK);
        return Responses.eventStream(new Told(null), this::tell, UNBUFFERED);
    }

    /// Everything there is to see at this moment, with checks that are not old if they can be had
    /// soon.
    LiveView see() throws InterruptedException {
        checks.refreshAndWait(CHECK_NANOS);
        return look();
    }

    /// What [#see] gives as JSON, with the samples that are there.
    Map<String, Object> snapshot() throws InterruptedException {
        LiveView view = see();
        return LiveJson.snapshot(view, history.between(0, view.sample()));
    }

    private LiveView look() {
        return LiveView.of(observed, plugin, checks.last(), history.last());
    }

    private Next<Told> tell(Object message, Push push, Told told) throws Exception {
        return switch (message) {
            case DrainNotice _, Disconnected _ -> Next.stop();
            default -> told.view() == null ? greet(push) : tellNews(push, told.view());
        };
    }

    private Next<Told> greet(Push push) throws IOException, InterruptedException {
        LiveView view = see();
        push.send(ServerSentEvents.retry(RETRY));
        send(push, "snapshot", LiveJson.snapshot(view, history.between(0, view.sample())));
        return Next.next(new Told(view));
    }

    private Next<Told> tellNews(Push push, LiveView before) throws IOException {
        LiveView view = latest;
        if (!view.isNewerThan(before)) {
            return Next.next(new Told(before));
        }
        List<LiveSample> samples = history.between(before.sample(), view.sample());
        send(push, "update", LiveJson.update(before, view, samples));
        return Next.next(new Told(view));
    }

    private static void send(Push push, String event, Map<String, Object> data) throws IOException {
        push.send(ServerSentEvents.event(event, LiveJson.text(data)));
    }

    private boolean join(Mailbox watcher) {
        lock.lock();
        try {
            if (closed || watchers.size() == MOST) {
                return false;
            }
            watchers.add(watcher);
            if (sampler == null) {
                sampler = Thread.ofVirtual().name("roadrunner/status/sampler").start(this::sample);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Mailbox watcher) {
        lock.lock();
        try {
            watchers.remove(watcher);
        } finally {
            lock.unlock();
        }
    }

    /// Samples as long as somebody watches.
    private void sample() {
        RequestWatch watch = new RequestWatch(this::hurry);
        try (Subscription _ = watch.attach(observed.telemetry())) {
            long now = System.nanoTime();
            LiveSampler counters = new LiveSampler(watch, observed.listeners(), now);
            long next = now + SAMPLE_NANOS;
            while (goesOn(next)) {
                next = tick(counters, next);
            }
        } finally {
            end();
        }
    }

    /// Looks, and samples when it is time to.
    ///
    /// @return when the next sample is due
    private long tick(LiveSampler counters, long due) {
        long now = System.nanoTime();
        boolean isDue = now - due >= 0;
        try {
            if (isDue) {
                history.add(counters.sample(history.last() + 1, observed.listeners(), now));
            }
            LiveView view = look();
            checks.refresh(!view.phases().equals(latest.phases()));
            latest = view;
            wakeWatchers();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the live page could not look", e);
        }
        // After a pause of the process it does not run after what it has missed.
        return isDue ? Math.max(due + SAMPLE_NANOS, now + SAMPLE_NANOS / 2) : due;
    }

    private void wakeWatchers() {
        lock.lock();
        try {
            watchers.forEach(watcher -> watcher.send(LOOK));
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next look.
    ///
    /// @return false when nobody watches any more, or the feed is closed: then this was the last
    private boolean goesOn(long due) {
        lock.lock();
        try {
            long step = latest.isDraining() ? DRAIN_NANOS : SAMPLE_NANOS;
            long left = Math.min(due - System.nanoTime(), step);
            while (left > 0 && !hurries && !closed) {
                left = changed.awaitNanos(left);
            }
            hurries = false;
            boolean isWatched = !closed && !watchers.isEmpty();
            sampler = isWatched ? sampler : null;
            return isWatched;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Makes room for another thread, unless there is one already.
    private void end() {
        lock.lock();
        try {
            if (Thread.currentThread().equals(sampler)) {
                sampler = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Has the thread look now.
    private void hurry() {
        lock.lock();
        try {
            hurries = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the thread and the checks that it waits for; nobody may watch any more.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        checks.close();
    }
}
