package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PollersTest {
    @Test
    void preparingTwiceIsHarmless() throws IOException {
        Pollers.prepare();
        Pollers.prepare();
        // A thread that could not park would have ended with an error and left the pipe unread.
        assertTrue(Thread.getAllStackTraces().keySet().stream().anyMatch(PollersTest::isPoller));
    }

    private static boolean isPoller(Thread thread) {
        return thread.getName().contains("Poller");
    }
}
