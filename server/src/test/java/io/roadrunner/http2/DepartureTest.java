package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// RFC 9113 §6.8.
class DepartureTest {
    private static final int GOAWAY = 9 + 8;
    private static final int PING = 9 + 8;

    private final Departure departure = new Departure();
    private final FrameOutput out = new FrameOutput(64);

    @Test
    void itIsAnnouncedOnce() {
        departure.announce(out);
        departure.announce(out);
        assertEquals(GOAWAY, out.size());
        assertTrue(departure.serves(Integer.MAX_VALUE));
    }

    @Test
    void thePeerIsAskedOnceAndNotWithoutAnAnnouncement() {
        assertTrue(departure.confirm(out));
        assertFalse(departure.confirm(out));
        assertEquals(GOAWAY + PING, out.size());
        assertTrue(departure.isConfirming());
        assertTrue(departure.serves(5));
    }

    @Test
    void whatHasBegunIsServedAndNothingElse() {
        departure.confirm(out);
        departure.end(out, 5, ErrorCode.NO_ERROR, "");
        assertTrue(departure.isDecided());
        assertFalse(departure.isConfirming());
        assertTrue(departure.serves(5));
        assertFalse(departure.serves(7));
    }

    @Test
    void anErrorIsToldOfAlsoWhenTheEndIsDecided() {
        departure.end(out, 5, ErrorCode.NO_ERROR, "");
        int before = out.size();
        departure.end(out, 7, ErrorCode.NO_ERROR, "");
        assertEquals(before, out.size());
        departure.end(out, 7, ErrorCode.PROTOCOL_ERROR, "");
        assertEquals(before + GOAWAY, out.size());
        assertFalse(departure.serves(7), "what was promised is not taken back");
    }
}
