package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// RFC 9218 §10: by urgency, in turns.
class SendQueueTest {
    private final SendQueue queue = new SendQueue();
    private final ReentrantLock lock = new ReentrantLock();

    private Http2Stream stream(int id, int urgency, boolean incremental) {
        StreamPriority priority = new StreamPriority(urgency, incremental);
        return new Http2Stream(id, lock.newCondition(), new SendWindow(10), priority);
    }

    /// The order of turns when nobody is ever done.
    private List<Integer> turns(int count) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Http2Stream next = queue.poll();
            if (next != null) {
                ids.add(next.id());
                queue.putBack(next);
            }
        }
        return ids;
    }

    @Test
    void thoseThatAreIncrementalTakeTurns() {
        queue.add(stream(1, 3, true));
        queue.add(stream(3, 3, true));
        queue.add(stream(5, 3, true));
        assertEquals(List.of(1, 3, 5, 1, 3, 5), turns(6));
    }

    @Test
    void oneThatIsNotIsSentAsAWhole() {
        queue.add(stream(1, 3, false));
        queue.add(stream(3, 3, false));
        assertEquals(List.of(1, 1, 1), turns(3));
        queue.poll();
        assertEquals(List.of(3, 3), turns(2));
    }

    @Test
    void theMoreUrgentGoFirstWhenTheyCameLater() {
        queue.add(stream(1, 7, true));
        queue.add(stream(3, 0, true));
        assertEquals(List.of(3, 3), turns(2));
        queue.poll();
        assertEquals(List.of(1), turns(1));
    }

    @Test
    void whoIsRemovedHasNoTurn() {
        Http2Stream gone = stream(1, 3, true);
        queue.add(gone);
        queue.add(stream(3, 3, true));
        queue.remove(gone);
        queue.remove(gone);
        assertEquals(List.of(3), turns(1));
        queue.poll();
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
    }
}
