package io.roadrunner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.status.SharedRun.Result;
import io.roadrunner.status.SharedRun.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The time that passes is that of a clock of the test.
class SharedRunTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    private <T> SharedRun<T> run(Callable<T> question, Duration cache) {
        SharedRun.Limits limits = new SharedRun.Limits(TIMEOUT, cache);
        return new SharedRun<>("test", question, limits, clock::get);
    }

    private static <T> Result<T> decided(Run<T> run) throws InterruptedException {
        run.awaitDecision();
        return run.result();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void whoAsksDuringARunGetsThatRun() throws InterruptedException {
        SharedRun<Integer> shared =
                run(
                        () -> {
                            go.await();
                            return runs.incrementAndGet();
                        },
                        Duration.ZERO);
        Run<Integer> first = shared.begin();
        assertSame(first, shared.begin());
        go.countDown();
        assertEquals(new Result.Answer<>(1), decided(first));
        Run<Integer> second = shared.begin();
        assertNotSame(first, second);
        assertEquals(new Result.Answer<>(2), decided(second));
    }

    @Test
    void anAnswerHoldsForAsLongAsItWasSaid() throws InterruptedException {
        SharedRun<Integer> shared = run(runs::incrementAndGet, Duration.ofSeconds(5));
        assertEquals(new Result.Answer<>(1), decided(shared.begin()));
        pass(Duration.ofSeconds(5).minusNanos(1));
        assertEquals(new Result.Answer<>(1), decided(shared.begin()));
        pass(Duration.ofNanos(1));
        assertEquals(new Result.Answer<>(2), decided(shared.begin()));
    }

    @Test
    void aFailureHoldsLikeAnAnswer() throws InterruptedException {
        SharedRun<Integer> shared =
                run(
                        () -> {
                            runs.incrementAndGet();
                            throw new StackOverflowError();
                        },
                        Duration.ofSeconds(5));
        assertInstanceOf(Result.Failure.class, decided(shared.begin()));
        assertInstanceOf(Result.Failure.class, decided(shared.begin()));
        assertEquals(1, runs.get());
    }

    @Test
    void aRunThatTakesTooLongIsInterruptedOnceAndNoOtherBegins() throws InterruptedException {
        AtomicInteger interrupts = new AtomicInteger();
        CountDownLatch deaf = new CountDownLatch(1);
        SharedRun<Integer> shared =
                run(
                        () -> {
                            runs.incrementAndGet();
                            while (true) {
                                try {
                                    go.await();
                                    return 1;
                                } catch (InterruptedException e) {
                                    interrupts.incrementAndGet();
                                    deaf.countDown();
                                }
                            }
                        },
                        Duration.ofHours(1));
        Run<Integer> run = shared.begin();
        pass(TIMEOUT);
        for (int i = 0; i < 5; i++) {
            assertSame(run, shared.begin());
            assertInstanceOf(Result.Late.class, decided(run));
        }
        assertTrue(deaf.await(20, TimeUnit.SECONDS));
        pass(Duration.ofNanos(1));
        go.countDown();
        assertSame(run, shared.begin());
        assertEquals(1, runs.get());
        assertEquals(1, interrupts.get());
        assertInstanceOf(Result.Late.class, run.result());
    }

    @Test
    void whoHasLessPatienceIsToldThatNothingIsDecided() throws InterruptedException {
        SharedRun<Integer> shared =
                run(
                        () -> {
                            go.await();
                            return 1;
                        },
                        Duration.ZERO);
        Run<Integer> run = shared.begin();
        assertFalse(run.isDecidedWithin(0));
        assertFalse(run.isDecidedWithin(-1));
        assertFalse(run.isDecidedWithin(1_000_000));
        go.countDown();
        assertTrue(run.isDecidedWithin(Duration.ofSeconds(9).toNanos()));
        assertEquals(new Result.Answer<>(1), run.result());
    }

    @Test
    void anInterruptFromOutsideReachesTheRun() throws InterruptedException {
        SharedRun<Integer> shared =
                run(
                        () -> {
                            go.await();
                            return 1;
                        },
                        Duration.ZERO);
        shared.interrupt();
        Run<Integer> run = shared.begin();
        shared.interrupt();
        Result.Failure<?> failure = assertInstanceOf(Result.Failure.class, decided(run));
        assertInstanceOf(InterruptedException.class, failure.cause());
    }

    @Test
    void noTwoRunsGoOnAtOnceHoweverManyAsk() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        SharedRun<Integer> shared =
                run(
                        () -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Thread.yield();
                            running.decrementAndGet();
                            return runs.incrementAndGet();
                        },
                        Duration.ZERO);
        AtomicInteger answers = new AtomicInteger();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            askers.add(Thread.ofVirtual().start(() -> ask(shared, answers)));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        assertEquals(8 * 1000, answers.get());
        assertEquals(1, most.get());
        assertTrue(runs.get() >= 1000, () -> "each round is later than the one before: " + runs);
    }

    private static void ask(SharedRun<Integer> shared, AtomicInteger answers) {
        int before = 0;
        for (int i = 0; i < 1000; i++) {
            try {
                Run<Integer> run = shared.begin();
                run.awaitDecision();
                if (run.result() instanceof Result.Answer<Integer>(Integer number)
                        && number > before) {
                    before = number;
                    answers.incrementAndGet();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
