package io.roadrunner.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisconnectActionsTest {
    private final DisconnectActions actions = new DisconnectActions();
    private final List<String> done = new ArrayList<>();

    @Test
    void whatWaitsRunsOnceInItsOrder() {
        actions.add(() -> done.add("first"));
        actions.add(() -> done.add("second"));
        assertEquals(List.of(), done);
        actions.disconnect();
        actions.disconnect();
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    void whatComesTooLateRunsAtOnceAndNothingTwice() {
        actions.add(() -> done.add("early"));
        actions.disconnect();
        actions.add(() -> done.add("late"));
        assertEquals(List.of("early", "late"), done);
    }

    @Test
    void afterTheEndNothingRuns() {
        actions.add(() -> done.add("waiting"));
        actions.end();
        actions.disconnect();
        actions.add(() -> done.add("late"));
        assertEquals(List.of(), done);
    }

    @Test
    void anActionThatFailsDoesNotKeepTheNextFromRunning() {
        actions.add(() -> {
            throw new IllegalStateException("mine");
        });
        actions.add(() -> done.add("second"));
        actions.disconnect();
        assertEquals(List.of("second"), done);
    }
}
