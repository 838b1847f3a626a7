package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReasonPhrasesTest {
    @Test
    void knowsThePhrasesOfRfc9110() {
        assertEquals("Continue", ReasonPhrases.of(100));
        assertEquals("OK", ReasonPhrases.of(200));
        assertEquals("Permanent Redirect", ReasonPhrases.of(308));
        assertEquals("Content Too Large", ReasonPhrases.of(413));
        assertEquals("HTTP Version Not Supported", ReasonPhrases.of(505));
    }

    @Test
    void knowsEveryRegisteredStatusAndNoOther() {
        int known = 0;
        for (int status = -1; status <= 1000; status++) {
            known += ReasonPhrases.of(status).isEmpty() ? 0 : 1;
        }
        assertEquals(4 + 10 + 8 + 28 + 11, known);
    }

    @Test
    void isEmptyForUnregisteredAndImpossibleStatuses() {
        for (int status : new int[] {Integer.MIN_VALUE, -200, 0, 20, 99, 104, 299, 306, 418, 600}) {
            assertEquals("", ReasonPhrases.of(status), "status " + status);
        }
    }
}
