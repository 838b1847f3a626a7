package io.roadrunner.standalone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionTextTest {
    @ParameterizedTest
    @CsvSource({"250ms,250", "30s,30000", "5m,300000", "1h,3600000", "42,42", "0,0", "-1,-1"})
    void aDurationHasAUnitOrIsMilliseconds(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), OptionText.duration(text));
    }

    @ParameterizedTest
    @CsvSource({"64KiB,65536", "10MiB,10485760", "2GiB,2147483648", "7B,7", "5,5"})
    void aSizeHasAUnitOrIsBytes(String text, long bytes) {
        assertEquals(bytes, OptionText.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "1.5s",
                "1 s",
                "s1",
                "1d",
                "1KiB",
                "+1",
                "--1",
                "9999999999999999h"
            })
    void otherDurationsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> OptionText.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1KB", "1kib", "1s", "9223372036854775807KiB"})
    void otherSizesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> OptionText.bytes(text));
    }

    @Test
    void aWholeNumberFitsAnInt() {
        assertEquals(Integer.MAX_VALUE, OptionText.whole("2147483647"));
        assertEquals(Integer.MIN_VALUE, OptionText.whole("-2147483648"));
        assertThrows(IllegalArgumentException.class, () -> OptionText.whole("2147483648"));
        assertThrows(IllegalArgumentException.class, () -> OptionText.whole("-2147483649"));
        assertThrows(IllegalArgumentException.class, () -> OptionText.whole("1s"));
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertTrue(OptionText.flag("true"));
        assertFalse(OptionText.flag("false"));
        assertThrows(IllegalArgumentException.class, () -> OptionText.flag("yes"));
    }
}
