package io.roadrunner.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Disconnected;
import io.roadrunner.http.DrainNotice;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopMailboxTest {
    private static final DrainNotice NOTICE = new DrainNotice(Instant.EPOCH);
    private static final Disconnected GONE = new Disconnected(Disconnected.Reason.CLOSED);

    private final LoopMailbox mailbox = new LoopMailbox(2);

    @Test
    void messagesComeInTheirOrder() throws InterruptedException {
        assertTrue(mailbox.send("a"));
        assertTrue(mailbox.send("b"));
        assertEquals("a", mailbox.take());
        assertEquals("b", mailbox.take());
    }

    @Test
    void oneMessageTooManyIsRefusedAndThereIsRoomAgainLater() throws InterruptedException {
        assertTrue(mailbox.send("a"));
        assertTrue(mailbox.send("b"));
        assertFalse(mailbox.send("c"));
        mailbox.take();
        assertTrue(mailbox.send("d"));
        assertEquals("b", mailbox.take());
        assertEquals("d", mailbox.take());
    }

    @Test
    void aFullMailboxStillTakesWhatTheServerHasToSay() throws InterruptedException {
        mailbox.send("a");
        mailbox.send("b");
        mailbox.deliverDrain(NOTICE);
        assertEquals(NOTICE, mailbox.take());
        assertEquals("a", mailbox.take());
        mailbox.deliverDisconnect(GONE);
        assertEquals(GONE, mailbox.take());
    }

    @Test
    void aLaterNoticeReplacesOneThatWasNotTaken() throws InterruptedException {
        DrainNotice later = new DrainNotice(Instant.EPOCH.plusSeconds(1));
        mailbox.deliverDrain(NOTICE);
        mailbox.deliverDrain(later);
        mailbox.send("a");
        assertEquals(later, mailbox.take());
        assertEquals("a", mailbox.take());
    }

    @Test
    void theEndComesBeforeWhatWaits() throws InterruptedException {
        mailbox.send("a");
        mailbox.deliverEnd();
        assertSame(LoopMailbox.END, mailbox.take());
    }

    @Test
    void aClosedMailboxRefusesAndForgets() {
        mailbox.send("a");
        assertFalse(mailbox.isClosed());
        mailbox.close();
        assertTrue(mailbox.isClosed());
        assertFalse(mailbox.send("b"));
    }

    @Test
    void nobodySendsToALostPeer() {
        mailbox.deliverDisconnect(GONE);
        assertFalse(mailbox.send("a"));
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, mailbox::take);
    }

    @Test
    void manySendersLoseAndRepeatNothing() throws InterruptedException {
        int senders = 4;
        int each = 20_000;
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(senders);
        for (int i = 0; i < senders; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int n = 0; n < each; n++) {
                            while (!mailbox.send("x")) {
                                Thread.yield();
                            }
                            accepted.incrementAndGet();
                        }
                        done.countDown();
                    });
        }
        for (int taken = 0; taken < senders * each; taken++) {
            assertEquals("x", mailbox.take());
        }
        done.await();
        assertEquals(senders * each, accepted.get());
        mailbox.deliverEnd();
        assertSame(LoopMailbox.END, mailbox.take(), "nothing is left");
    }
}
