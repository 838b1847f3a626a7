package io.roadrunner.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http2.AbuseBudgets.Abuse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbuseBudgetsTest {
    private static final long WINDOW = 10_000_000_000L;

    private final AbuseBudgets budgets = new AbuseBudgets(0);

    private void spend(Abuse abuse, int times, long now) throws Http2Exception.OfConnection {
        for (int i = 0; i < times; i++) {
            budgets.spend(abuse, now);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAllowanceMayBeUsedUpAndOneMoreIsTooMuch(Abuse abuse) throws Exception {
        spend(abuse, abuse.allowance(), 0);
        Http2Exception.OfConnection error =
                assertThrows(
                        Http2Exception.OfConnection.class, () -> budgets.spend(abuse, WINDOW - 1));
        assertEquals(ErrorCode.ENHANCE_YOUR_CALM, error.code());
    }

    @ParameterizedTest
    @EnumSource
    void everyWindowHasTheWholeAllowance(Abuse abuse) throws Exception {
        spend(abuse, abuse.allowance(), 0);
        spend(abuse, abuse.allowance(), WINDOW);
        assertThrows(Http2Exception.OfConnection.class, () -> budgets.spend(abuse, 2 * WINDOW - 1));
    }

    @Test
    void whatIsEarnedMakesUpForWhatIsSpent() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            budgets.earn(Abuse.RESETS, 1);
            budgets.spend(Abuse.RESETS, 0);
        }
        spend(Abuse.RESETS, Abuse.RESETS.allowance(), 0);
        assertThrows(Http2Exception.OfConnection.class, () -> budgets.spend(Abuse.RESETS, 0));
    }

    @Test
    void noMoreIsEarnedAheadThanTheAllowance() throws Exception {
        budgets.earn(Abuse.RESETS, 1_000_000);
        spend(Abuse.RESETS, 2 * Abuse.RESETS.allowance(), 0);
        assertThrows(Http2Exception.OfConnection.class, () -> budgets.spend(Abuse.RESETS, 0));
    }

    @Test
    void oneKindDoesNotPayForAnother() throws Exception {
        spend(Abuse.PINGS, Abuse.PINGS.allowance(), 0);
        spend(Abuse.SETTINGS, Abuse.SETTINGS.allowance(), 0);
        assertThrows(Http2Exception.OfConnection.class, () -> budgets.spend(Abuse.PINGS, 0));
    }
}
