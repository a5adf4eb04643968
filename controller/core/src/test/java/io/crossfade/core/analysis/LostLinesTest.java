package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LostLinesTest {

    private static final long SECOND = World.SECOND;

    private final Account account = new Account(
            0,
            Cluster.CANDIDATE,
            new Thresholds(Plans.of(1, Plans.latency(0.99, Duration.ofMillis(800))), Duration.ZERO));

    @Test
    void lostLinesAreShownByTwoPolls() {
        account.counters(logged(0), 0);
        account.counters(logged(20), SECOND);
        account.counters(logged(20), SECOND);
        assertThat(account.losesLines()).isFalse();
        account.counters(logged(21), 2 * SECOND);
        assertThat(account.losesLines()).isFalse();
        account.counters(logged(21), 3 * SECOND);
        assertThat(account.losesLines()).isTrue();
        account.forgetLoss();
        account.counters(logged(41), 4 * SECOND);
        account.counters(logged(41), 5 * SECOND);
        assertThat(account.losesLines()).isFalse();
    }

    @Test
    void aLossThatIsPastIsForgivenAfterAMinuteWithoutAnother() {
        account.counters(logged(0), 0);
        for (int poll = 1; poll <= 3; poll++) {
            account.counters(logged(100), SECOND);
        }
        assertThat(account.losesLines()).isTrue();
        // Nothing more was lost in the last two polls already.
        for (int poll = 2; poll < LineLoss.WHOLE_POLLS; poll++) {
            account.forgiveLoss();
            assertThat(account.losesLines()).isTrue();
            line();
            account.counters(logged(99 + poll), SECOND);
        }
        account.forgiveLoss();
        assertThat(account.losesLines()).isFalse();
    }

    @Test
    void aLossThatGoesOnIsNotForgiven() {
        account.counters(logged(0), 0);
        for (int poll = 1; poll <= 3 * LineLoss.WHOLE_POLLS; poll++) {
            account.counters(logged(poll), SECOND);
            account.forgiveLoss();
        }
        assertThat(account.losesLines()).isTrue();
    }

    @Test
    void onePartInAHundredMayBeOnItsWay() {
        account.counters(logged(0), 0);
        for (int i = 0; i < 9900; i++) {
            line();
        }
        account.counters(logged(10_000), SECOND);
        account.counters(logged(10_000), SECOND);
        assertThat(account.losesLines()).isFalse();
        account.counters(logged(10_002), SECOND);
        account.counters(logged(10_002), SECOND);
        assertThat(account.losesLines()).isTrue();
    }

    private static Counters logged(long logged) {
        return new Counters(logged, logged, 0, 0, 0, logged);
    }

    private void line() {
        account.line(Outcome.OK, World.FAST, 0);
    }
}
