package io.roadrunner.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@Rfc("9112 §3.2")
class RfcTest {
    @Test
    @Rfc({"9112 §3.2", "9110 §7.2"})
    void sectionsAreKeptAtRunTime(TestInfo test) {
        Rfc ofMethod = test.getTestMethod().orElseThrow().getAnnotation(Rfc.class);
        assertArrayEquals(new String[] {"9112 §3.2", "9110 §7.2"}, ofMethod.value());
        Rfc ofType = test.getTestClass().orElseThrow().getAnnotation(Rfc.class);
        assertArrayEquals(new String[] {"9112 §3.2"}, ofType.value());
    }
}
