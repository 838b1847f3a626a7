package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9218 §4.
class StreamPriorityTest {
    @Test
    void withoutAWordEverybodyTakesTurns() {
        assertEquals(new StreamPriority(3, true), StreamPriority.of(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u=0            | 0 | false",
                "u=7,i          | 7 | true",
                "i              | 3 | true",
                "u=5, i=?1      | 5 | true",
                "i, u=1         | 1 | true",
                "i,i=?0         | 3 | false",
                "u=8            | 3 | false",
                "u=-1           | 3 | false",
                "u=1.5          | 3 | false",
                "u              | 3 | false",
                "''             | 3 | false",
                "x=1,u=2,foo;a  | 2 | false",
                "u=1,u=2        | 2 | false",
                "U=1            | 3 | false",
            })
    void readsUrgencyAndIncremental(String field, int urgency, boolean incremental) {
        assertEquals(new StreamPriority(urgency, incremental), StreamPriority.of(field));
    }
}
