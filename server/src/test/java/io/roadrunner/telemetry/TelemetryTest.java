package io.roadrunner.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ListenerEvent.ListenerFailed;
import io.roadrunner.telemetry.ListenerEvent.RoutesReloaded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final Instant NOW = Instant.EPOCH;

    private final RecordingLogger logger = new RecordingLogger();
    private final Telemetry telemetry = new Telemetry(logger);
    private final List<TelemetryEvent> handled = new ArrayList<>();

    @Test
    void isActiveOnlyWhileSomebodyIsSubscribed() {
        assertFalse(telemetry.isActive());
        Subscription first = telemetry.attach(handled::add);
        Subscription second = telemetry.attach(handled::add);
        assertTrue(telemetry.isActive());
        first.detach();
        assertTrue(telemetry.isActive());
        second.close();
        assertFalse(telemetry.isActive());
    }

    @Test
    void handlersRunInTheEmittingThreadInTheOrderOfAttaching() {
        List<String> calls = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            telemetry.attach(_ -> calls.add(name + Thread.currentThread().threadId()));
        }
        telemetry.emit(reload(1));
        long thread = Thread.currentThread().threadId();
        assertEquals(List.of("a" + thread, "b" + thread, "c" + thread), calls);
    }

    @Test
    void aSubscriptionToTypesGetsTheseAndTheirGroupsOnceEach() {
        telemetry.attach(handled::add, ListenerEvent.class, RoutesReloaded.class);
        telemetry.emit(reload(7));
        telemetry.emit(new ConnectionAccepted(NOW, "web", null));
        telemetry.emit(new ListenerFailed(NOW, "web", 5, new IllegalStateException("gone")));
        assertEquals(List.of("listener.routes_reloaded", "listener.exception"), names());
    }

    @Test
    void aSubscriptionToOneRecordGetsNoOtherOfItsGroup() {
        telemetry.attach(handled::add, ListenerFailed.class);
        telemetry.emit(reload(7));
        assertEquals(List.of(), handled);
    }

    @Test
    void aSubscriptionWithoutTypesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> attachToNothing());
        assertFalse(telemetry.isActive());
    }

    @Test
    void wantsTellsWhichTypesSomebodyMayHandle() {
        assertFalse(telemetry.wants(RoutesReloaded.class));
        Subscription group = telemetry.attach(handled::add, ListenerEvent.class);
        assertTrue(telemetry.wants(RoutesReloaded.class));
        assertTrue(telemetry.wants(ListenerEvent.class));
        assertTrue(telemetry.wants(TelemetryEvent.class));
        assertFalse(telemetry.wants(ConnectionAccepted.class));
        assertFalse(telemetry.wants(RequestEvent.class));
        group.detach();
        assertFalse(telemetry.wants(RoutesReloaded.class));
    }

    @Test
    void detachingTwiceIsDetachingOnce() {
        Subscription stays = telemetry.attach(handled::add);
        Subscription goes = telemetry.attach(handled::add);
        assertTrue(goes.isAttached());
        goes.detach();
        goes.detach();
        goes.close();
        assertFalse(goes.isAttached());
        assertTrue(stays.isAttached());
        telemetry.emit(reload(1));
        assertEquals(1, handled.size());
    }

    @Test
    void oneHandlerAttachedTwiceIsTwoSubscriptions() {
        TelemetryHandler handler = handled::add;
        Subscription first = telemetry.attach(handler);
        telemetry.attach(handler);
        telemetry.emit(reload(1));
        assertEquals(2, handled.size());
        first.detach();
        telemetry.emit(reload(2));
        assertEquals(3, handled.size());
    }

    @Test
    void aThrowingHandlerIsDetachedAndLoggedOnceAndDisturbsNobody() {
        RuntimeException failure = new IllegalStateException("handler is broken");
        Subscription broken =
                telemetry.attach(_ -> {
                    throw failure;
                });
        telemetry.attach(handled::add);
        telemetry.emit(reload(1));
        telemetry.emit(reload(2));
        assertEquals(2, handled.size());
        assertFalse(broken.isAttached());
        assertEquals(List.of(failure), logger.thrown);
    }

    @Test
    void anErrorOfAHandlerEndsItsSubscriptionToo() {
        for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError())) {
            Subscription broken =
                    telemetry.attach(_ -> {
                        throw error;
                    });
            telemetry.emit(reload(1));
            assertFalse(broken.isAttached(), error.toString());
        }
        assertEquals(2, logger.thrown.size());
        assertFalse(telemetry.isActive());
    }

    @Test
    void aLoggerThatThrowsDisturbsNobodyEither() {
        logger.broken = true;
        Subscription broken =
                telemetry.attach(_ -> {
                    throw new IllegalStateException("handler is broken");
                });
        telemetry.attach(handled::add);
        telemetry.emit(reload(1));
        assertFalse(broken.isAttached());
        assertEquals(1, handled.size());
    }

    @Test
    void aHandlerThatDetachedAnotherInTheSameEventSilencesIt() {
        List<Subscription> later = new ArrayList<>();
        telemetry.attach(_ -> later.forEach(Subscription::detach));
        later.add(telemetry.attach(handled::add));
        telemetry.emit(reload(1));
        assertEquals(List.of(), handled);
    }

    @Test
    void aHandlerMayAttachAnotherForTheNextEvent() {
        Subscription[] first = new Subscription[1];
        first[0] =
                telemetry.attach(_ -> {
                    telemetry.attach(handled::add);
                    first[0].detach();
                });
        telemetry.emit(reload(1));
        assertEquals(List.of(), handled);
        telemetry.emit(reload(2));
        assertEquals(List.of(reload(2)), handled);
    }

    @Test
    void attachingAndDetachingFromManyThreadsLosesNothing() throws InterruptedException {
        int rounds = 2000;
        int threads = 4;
        AtomicLong sum = new AtomicLong();
        AtomicInteger wrong = new AtomicInteger();
        telemetry.attach(event -> sum.addAndGet(((RoutesReloaded) event).generation()));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().start(() -> churn(start, rounds, wrong)));
        }
        start.countDown();
        for (int i = 1; i <= rounds; i++) {
            telemetry.emit(reload(i));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        long own = (long) threads * rounds;
        assertEquals((long) rounds * (rounds + 1) / 2 + own, sum.get());
        assertEquals(0, wrong.get());
        assertTrue(telemetry.isActive());
        assertEquals(List.of(), logger.thrown);
    }

    /// Each round: a subscription handles the event of its own thread, and none after it is
    /// detached.
    private void churn(CountDownLatch start, int rounds, AtomicInteger wrong) {
        try {
            start.await();
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
        Thread self = Thread.currentThread();
        for (int i = 0; i < rounds; i++) {
            AtomicInteger mine = new AtomicInteger();
            Subscription subscription =
                    telemetry.attach(_ -> mine.addAndGet(Thread.currentThread() == self ? 1 : 0));
            telemetry.emit(reload(1));
            subscription.detach();
            telemetry.emit(reload(0));
            if (mine.get() != 1) {
                wrong.incrementAndGet();
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void attachToNothing() {
        telemetry.attach(handled::add, new Class[0]);
    }

    private List<String> names() {
        return handled.stream().map(TelemetryEvent::name).toList();
    }

    private static RoutesReloaded reload(long generation) {
        return new RoutesReloaded(NOW, "web", generation);
    }

    /// Keeps what is logged.
    private static final class RecordingLogger implements System.Logger {
        private final List<Throwable> thrown = new ArrayList<>();
        private boolean broken;

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String message,
                @Nullable Throwable failure) {
            if (broken) {
                throw new IllegalStateException("logger is broken");
            }
            if (failure != null) {
                thrown.add(failure);
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object... parameters) {
            throw new AssertionError("nothing is logged without what was thrown");
        }
    }
}
