package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.rpc.GoldenFrames.Golden;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls in frames.
class EnvelopeTest {
    @Test
    void aCallHasAMethodAndAnArgument() throws BadFrameException {
        Envelope call = Envelope.of(GoldenFrames.calls().findFirst().orElseThrow().frame());
        assertEquals(GoridgeFrame.JSON, call.flags());
        assertEquals(1, call.sequence());
        assertEquals("status.Status", call.method());
        assertEquals(GoldenFrames.latin1("{\"plugin\":\"http\"}"), call.body());
    }

    @ParameterizedTest
    @MethodSource("io.roadrunner.rpc.GoldenFrames#calls")
    void aCallThatIsReadIsWrittenAsItCame(Golden golden) throws BadFrameException {
        GoridgeFrame written = Envelope.of(golden.frame()).frame();
        assertEquals(golden.frame().flags(), written.flags());
        assertEquals(golden.frame().options(), written.options());
        assertEquals(golden.frame().payload(), written.payload());
    }

    @Test
    void anyBytesOfANameComeBackAsTheyCame() throws BadFrameException {
        GoridgeFrame frame = GoldenFrames.frame(0x08, 0, List.of(1, 4), "\0\u00ff\u00c3(");
        assertEquals(frame, Envelope.of(frame).frame());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10})
    void anythingButTwoOptionsIsNoCall(int count) {
        GoridgeFrame frame = GoldenFrames.frame(0x08, 0, Collections.nCopies(count, 1), "x");
        BadFrameException problem = bad(frame);
        assertEquals(count + " options, not 2", problem.getMessage());
        assertNull(problem.sequence());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void aNameIsNotLongerThanThePayload(int length) {
        BadFrameException problem = bad(GoldenFrames.frame(0x08, 0, List.of(5, length), "ab"));
        assertEquals(
                "a name of %d bytes in a payload of 2".formatted(Integer.toUnsignedLong(length)),
                problem.getMessage());
        assertEquals(5, problem.sequence());
    }

    @Test
    void aNameHasAtMost256Bytes() throws BadFrameException {
        String name = "m".repeat(256);
        GoridgeFrame longest = GoldenFrames.frame(0x08, 0, List.of(5, 256), name);
        assertEquals(name, Envelope.of(longest).method());
        GoridgeFrame longer = GoldenFrames.frame(0x08, 0, List.of(5, 257), name + "m");
        assertEquals("a name of 257 bytes, more than 256", bad(longer).getMessage());
    }

    private static BadFrameException bad(GoridgeFrame frame) {
        return assertThrows(BadFrameException.class, () -> Envelope.of(frame));
    }
}
