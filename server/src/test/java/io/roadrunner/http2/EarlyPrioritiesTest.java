package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/// RFC 9218 §7.
class EarlyPrioritiesTest {
    private static final int REMEMBERED = 128;
    private static final StreamPriority URGENT = StreamPriority.of("u=0");
    private static final StreamPriority IDLE = StreamPriority.of("u=7");

    private final EarlyPriorities priorities = new EarlyPriorities();

    @Test
    void theLastWordCounts() {
        priorities.put(5, IDLE);
        priorities.put(5, URGENT);
        assertEquals(URGENT, priorities.get(5));
        assertNull(priorities.get(3));
        assertEquals(1, priorities.countAfter(0));
    }

    @Test
    void aStreamThatBeginsClosesThoseBelow() {
        priorities.put(3, IDLE);
        priorities.put(5, URGENT);
        priorities.put(7, IDLE);
        priorities.begin(5);
        assertNull(priorities.get(3));
        assertEquals(URGENT, priorities.get(5));
        assertEquals(1, priorities.countAfter(5));
        priorities.begin(7);
        assertNull(priorities.get(5));
        assertEquals(0, priorities.countAfter(7));
    }

    @Test
    void thereIsRoomForSoManyAndNotForOneMore() {
        for (int i = 0; i < REMEMBERED; i++) {
            priorities.put(2 * i + 1, IDLE);
        }
        priorities.put(2 * REMEMBERED + 1, URGENT);
        assertNull(priorities.get(2 * REMEMBERED + 1));
        assertEquals(REMEMBERED, priorities.countAfter(0));
        priorities.put(1, URGENT);
        assertEquals(URGENT, priorities.get(1), "another word about a known one");
    }
}
