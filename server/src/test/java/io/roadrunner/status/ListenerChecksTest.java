package io.roadrunner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.ListenerInfo;
import io.roadrunner.telemetry.ListenerStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerChecksTest {
    private static ListenerInfo info(int activeClients, int maxClients) {
        return new ListenerInfo(activeClients, maxClients, 0, 0, 0, 0, 0, 1, 0, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTING, 200, '', 200, ''",
        "DRAINING, 200, '', 503, the listener drains",
        "STOPPED, 200, '', 503, the listener has stopped",
        "FAILED, 503, the listener has failed, 503, the listener has failed"
    })
    void aListenerIsWhatItsPhaseSays(
            ListenerStatus status, int health, String sick, int readiness, String busy) {
        assertEquals(new Status(health, sick), ListenerChecks.health(status));
        assertEquals(new Status(readiness, busy), ListenerChecks.readiness(status, info(0, 1)));
    }

    @Test
    void theLastFreeSlotIsEnough() {
        ListenerStatus accepting = ListenerStatus.ACCEPTING;
        assertEquals(Status.ok(), ListenerChecks.readiness(accepting, info(9, 10)));
        Status full = Status.unavailable("every slot is taken");
        assertEquals(full, ListenerChecks.readiness(accepting, info(10, 10)));
        assertEquals(full, ListenerChecks.readiness(accepting, info(11, 10)));
    }
}
