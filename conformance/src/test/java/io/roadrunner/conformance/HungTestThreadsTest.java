package io.roadrunner.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.Await;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HungTestThreadsTest {
    private final CountDownLatch end = new CountDownLatch(1);

    private void hang() {
        while (end.getCount() > 0) {
            LockSupport.park();
        }
    }

    @Test
    void virtualThreadsThatWaitAtTheSamePlaceAreToldOfOnce() throws IOException {
        List<Thread> hanging =
                Stream.generate(() -> Thread.ofVirtual().start(this::hang)).limit(3).toList();
        try {
            Await.until(
                    "they hang",
                    () -> hanging.stream().allMatch(it -> it.getState() == Thread.State.WAITING));
            Pattern three = Pattern.compile("3 × #\\d+ .*virtual[^×]*HungTestThreadsTest\\.hang");
            String stacks = HungTestThreads.stacks();
            assertTrue(three.matcher(stacks).find(), stacks);
        } finally {
            end.countDown();
            hanging.forEach(LockSupport::unpark);
        }
    }
}
