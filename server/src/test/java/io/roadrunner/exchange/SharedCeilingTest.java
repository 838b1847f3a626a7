package io.roadrunner.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedCeilingTest {
    private final SharedCeiling ceiling = new SharedCeiling(2);
    private final Admission one = member(0);
    private final Admission other = member(0);

    private Admission member(int own) {
        Admission member = new Admission(own, new IdleSignal(), ceiling);
        member.open();
        return member;
    }

    @Test
    void isReachedByAllMembersTogetherAndNotPassed() {
        assertTrue(one.enter());
        assertTrue(other.enter());
        assertFalse(one.enter());
        assertFalse(other.enter());
        assertEquals(4, ceiling.active(), "a refusal is in flight while it is written");
        assertEquals(1, one.throttled());
        assertEquals(1, other.throttled());
    }

    @Test
    void aRefusalThatIsStillWrittenTakesNoPlace() {
        assertTrue(one.enter());
        assertTrue(other.enter());
        assertFalse(other.enter());
        one.leave(true);
        assertTrue(one.enter());
        assertFalse(one.enter());
        other.leave(false);
        one.leave(false);
        assertFalse(one.enter());
        assertEquals(3, ceiling.active());
    }

    @Test
    void whatAMemberRefusesByItselfTakesNoPlaceEither() {
        Admission narrow = member(1);
        assertTrue(narrow.enter());
        assertFalse(narrow.enter());
        assertTrue(one.enter());
        assertFalse(one.enter());
        narrow.leave(false);
        narrow.leave(true);
        assertTrue(one.enter());
    }

    @Test
    void aNewCeilingHoldsForTheNextRequestAndZeroIsNone() {
        ceiling.limitTo(1);
        assertTrue(one.enter());
        assertFalse(other.enter());
        ceiling.limitTo(2);
        assertTrue(other.enter());
        ceiling.limitTo(0);
        for (int i = 0; i < 1000; i++) {
            assertTrue(one.enter());
        }
        ceiling.limitTo(1);
        assertFalse(one.enter());
    }

    @Test
    void aMemberThatHasClosedCountsNoMore() {
        assertTrue(one.enter());
        assertTrue(one.enter());
        one.close();
        assertEquals(0, ceiling.active());
        assertTrue(other.enter());
    }

    @Test
    void aCorrectionForgetsRefusalsThatWereLost() {
        ceiling.limitTo(1);
        assertTrue(one.enter());
        assertFalse(one.enter());
        one.correctBy(2);
        assertEquals(0, ceiling.active());
        assertTrue(other.enter());
        assertFalse(one.enter());
    }

    /// Against a model that counts one after the other.
    @Test
    void anyOrderOfComingAndGoingIsCountedRight() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            SharedCeiling common = new SharedCeiling(1 + random.nextInt(4));
            Admission[] members = new Admission[3];
            int[][] inside = new int[3][2];
            for (int i = 0; i < members.length; i++) {
                members[i] = new Admission(0, new IdleSignal(), common);
                members[i].open();
            }
            int limit = 1 + random.nextInt(4);
            common.limitTo(limit);
            for (int step = 0; step < 100; step++) {
                int who = random.nextInt(members.length);
                int kind = random.nextInt(2);
                if (random.nextBoolean()) {
                    int admitted = inside[0][0] + inside[1][0] + inside[2][0];
                    boolean enters = members[who].enter();
                    assertEquals(admitted < limit, enters, "seed " + seed);
                    inside[who][enters ? 0 : 1]++;
                } else if (inside[who][kind] > 0) {
                    inside[who][kind]--;
                    members[who].leave(kind == 0);
                }
            }
        }
    }

    @Test
    void manyThreadsStayUnderItAndEndAtNone() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int threads = 8;
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Admission mine = i % 2 == 0 ? one : other;
            Thread.ofPlatform()
                    .start(() -> {
                        for (int visit = 0; visit < 5000; visit++) {
                            boolean admitted = mine.enter();
                            if (admitted) {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                Thread.yield();
                                inside.decrementAndGet();
                            }
                            mine.leave(admitted);
                        }
                        done.countDown();
                    });
        }
        done.await();
        assertEquals(2, most.get());
        assertEquals(0, ceiling.active());
        assertTrue(one.enter());
        assertTrue(other.enter());
        assertFalse(one.enter());
    }
}
