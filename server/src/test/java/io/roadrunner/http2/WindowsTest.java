package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// RFC 9113 §6.9: what may be sent, and what may come.
class WindowsTest {
    @Test
    void aSendWindowMayReachItsLargestAndNotPassIt() {
        SendWindow window = new SendWindow(65_535);
        assertTrue(window.add(Integer.MAX_VALUE - 65_535L));
        assertFalse(window.add(1));
        assertEquals(Integer.MAX_VALUE, window.octets());
    }

    @Test
    void aSmallerInitialWindowMakesItNegative() {
        SendWindow window = new SendWindow(100);
        window.take(80);
        assertTrue(window.add(-50));
        assertEquals(-30, window.octets());
        assertFalse(window.isOpen());
        assertTrue(window.add(31));
        assertTrue(window.isOpen());
    }

    @Test
    void aReceiveWindowTakesItsPeakAndNotOneOctetMore() {
        ReceiveWindow window = new ReceiveWindow(100, 50);
        assertTrue(window.receive(100));
        assertFalse(window.receive(1));
    }

    @Test
    void aReceiveWindowOpensAgainOnceItHasFallenBelowTheThreshold() {
        ReceiveWindow window = new ReceiveWindow(1000, 600);
        assertTrue(window.receive(400));
        assertEquals(0, window.release(400), "600 are open, which is not below 600");
        assertTrue(window.receive(1));
        assertEquals(401, window.release(1));
        assertTrue(window.receive(1000));
    }

    @Test
    void onlyWhatIsUsedUpIsGivenBack() {
        ReceiveWindow window = new ReceiveWindow(1000, 1000);
        assertTrue(window.receive(1000));
        assertEquals(10, window.release(10));
        assertTrue(window.receive(10));
        assertFalse(window.receive(1));
    }

    @Test
    void halfOfTheWindowIsGivenBackWhateverTheThreshold() {
        ReceiveWindow window = new ReceiveWindow(1000, 1);
        assertTrue(window.receive(999));
        assertEquals(0, window.release(499));
        assertEquals(500, window.release(1));
    }

    @Test
    void aLargerPeakLetsMoreComeAtOnce() {
        ReceiveWindow window = new ReceiveWindow(100, 50);
        assertTrue(window.receive(100));
        assertEquals(50, window.growTo(150));
        assertEquals(0, window.growTo(120));
        assertTrue(window.receive(50));
        assertFalse(window.receive(1));
    }

    @Test
    void aSmallerPeakMayLeaveLessThanNothing() {
        ReceiveWindow window = new ReceiveWindow(1000, 500);
        assertTrue(window.receive(100));
        window.shrink(950);
        assertEquals(50, window.peak());
        assertFalse(window.receive(1));
    }

    @Test
    void whatIsUsedUpIsGivenBackOnceTheWindowIsSmaller() {
        ReceiveWindow window = new ReceiveWindow(1000, 500);
        assertTrue(window.receive(100));
        assertEquals(0, window.release(100));
        window.shrink(900);
        assertEquals(100, window.release(0));
        assertTrue(window.receive(100));
    }
}
