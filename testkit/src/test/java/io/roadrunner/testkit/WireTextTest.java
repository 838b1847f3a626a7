package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WireTextTest {
    @Test
    void controlCharactersAreEscaped() {
        assertEquals(
                "8 bytes:\na\\r\\n\n\\t\\\\\\x00\\xff~", WireText.shown("a\r\n\t\\\u0000\u00ff~"));
        assertEquals("nothing", WireText.shown(""));
    }

    @Test
    void atMostSoMuchIsShown() {
        assertFalse(WireText.shown(new byte[WireText.MAX_SHOWN]).contains("more"));
        String onePast = WireText.shown(new byte[WireText.MAX_SHOWN + 1]);
        assertTrue(onePast.startsWith("2049 bytes:\n\\x00"), onePast);
        assertTrue(onePast.endsWith("\\x00\n[and 1 more]"), onePast);
    }
}
