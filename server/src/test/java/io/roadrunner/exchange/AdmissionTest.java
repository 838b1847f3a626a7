package io.roadrunner.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void theCeilingIsReachedAndNotPassed() {
        Admission admission = Admission.alone(2);
        assertTrue(admission.enter());
        assertTrue(admission.enter());
        assertFalse(admission.enter());
        assertEquals(3, admission.active(), "a refusal is in flight while it is written");
        assertEquals(3, admission.served());
        assertEquals(1, admission.throttled());
        admission.leave(true);
        admission.leave(true);
        assertTrue(admission.enter());
    }

    @Test
    void zeroIsNoCeiling() {
        Admission admission = Admission.alone(0);
        for (int i = 0; i < 1000; i++) {
            assertTrue(admission.enter());
        }
        assertEquals(0, admission.throttled());
    }

    @Test
    void aNewCeilingHoldsForTheNextRequest() {
        Admission admission = Admission.alone(1);
        assertTrue(admission.enter());
        admission.limitTo(2);
        assertEquals(2, admission.ceiling());
        assertTrue(admission.enter());
        admission.limitTo(1);
        assertFalse(admission.enter());
    }

    @Test
    void aCorrectionNeverGoesBelowNone() {
        Admission admission = Admission.alone(0);
        admission.enter();
        admission.correctBy(5);
        assertEquals(0, admission.active());
    }

    @Test
    void manyThreadsStayUnderTheCeilingAndEndAtNone() throws InterruptedException {
        int ceiling = 3;
        Admission admission = Admission.alone(ceiling);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int threads = 8;
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int n = 0; n < 20_000; n++) {
                            visit(admission, inside, most);
                        }
                        done.countDown();
                    });
        }
        done.await();
        assertEquals(0, admission.active());
        assertEquals(threads * 20_000L, admission.served());
        assertTrue(most.get() <= ceiling, () -> most + " at once");
    }

    private static void visit(Admission admission, AtomicInteger inside, AtomicInteger most) {
        if (admission.enter()) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
        }
        admission.leave(true);
    }
}
