package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final long SECOND = World.SECOND;

    private final Account account = account(Plans.latency(0.99, Duration.ofMillis(800)));
    private long total;
    private long failed;
    private long slow;

    @Test
    void aFailureThatBothWitnessesTellIsOne() {
        poll(0, row(100, 100, 7, 0, 0));
        line(Outcome.FAILED);
        poll(1, row(101, 101, 8, 0, 0));

        assertThat(total).isEqualTo(1);
        assertThat(failed).isEqualTo(1);
    }

    @Test
    void aFailureThatTheCountersTellFirstIsOne() {
        poll(0, row(100, 100, 7, 0, 0));
        poll(1, row(103, 103, 9, 0, 0));
        line(Outcome.FAILED);
        line(Outcome.FAILED);
        line(Outcome.OK);

        assertThat(total).isEqualTo(3);
        assertThat(failed).isEqualTo(2);
    }

    @Test
    void aFailureHiddenFromTheClientCountsThoughItsLineSaysOk() {
        poll(0, row(0, 0, 0, 0, 0));
        line(Outcome.OK);
        poll(1, row(2, 2, 1, 0, 0));

        assertThat(total).isEqualTo(2);
        assertThat(failed).isEqualTo(1);
    }

    @Test
    void linesBeforeAnyCountersCountAndNothingIsLostOrDoubledWhenTheyCome() {
        line(Outcome.FAILED);
        line(Outcome.OK);
        assertThat(total).isEqualTo(2);
        assertThat(failed).isEqualTo(1);

        poll(0, row(5000, 5000, 40, 3, 0));
        assertThat(total).isEqualTo(2);
        assertThat(failed).isEqualTo(1);

        line(Outcome.FAILED);
        poll(1, row(5003, 5003, 42, 3, 0));
        assertThat(total).isEqualTo(5);
        assertThat(failed).isEqualTo(3);
    }

    @Test
    void missingRequestsCountWhenTwoPollsShowThem() {
        poll(0, row(10, 10, 0, 0, 0));
        poll(1, row(15, 13, 0, 0, 0));
        assertThat(failed).isZero();
        poll(2, row(18, 15, 0, 0, 0));
        assertThat(failed).isEqualTo(2);
        assertThat(total).isEqualTo(7);
    }

    @Test
    void missingRequestsOfThePastAreNotCounted() {
        poll(0, row(1037, 1000, 0, 0, 0));
        poll(1, row(1047, 1010, 0, 0, 0));
        poll(2, row(1057, 1020, 0, 0, 0));

        assertThat(failed).isZero();
        assertThat(total).isEqualTo(20);
    }

    @Test
    void numbersReadOneAfterTheOtherNeverMakeAFailure() {
        poll(0, row(100, 100, 0, 0, 2));
        poll(1, row(200, 199, 0, 0, 0));
        poll(2, row(300, 300, 0, 0, 2));
        poll(3, row(400, 399, 0, 0, 0));

        assertThat(failed).isZero();
    }

    @Test
    void abortedRequestsAreNeitherTotalNorFailed() {
        poll(0, row(0, 0, 0, 0, 0));
        line(Outcome.ABORTED);
        poll(1, row(1, 1, 0, 1, 0));

        assertThat(total).isZero();
        assertThat(failed).isZero();
        assertThat(slow).isZero();
    }

    @Test
    void aNewLifeKeepsWhatWasToldAndStartsFromZero() {
        poll(0, row(1000, 1000, 50, 0, 0));
        poll(1, row(1010, 1010, 53, 0, 0));
        account.restart();
        poll(2, row(2000, 2000, 4, 0, 0));

        assertThat(failed).isEqualTo(3 + 4);
        assertThat(total).isEqualTo(10 + 2000);
    }

    @Test
    void aCounterThatDecreasesIsANewLife() {
        poll(0, row(1000, 1000, 50, 0, 0));
        poll(1, row(1010, 1010, 53, 0, 0));
        poll(2, row(6, 6, 2, 0, 0));

        assertThat(failed).isEqualTo(3 + 2);
        assertThat(total).isEqualTo(10 + 6);
    }

    @Test
    void aNumberMadeOfSeveralMayStepBackByAFewWithoutANewLife() {
        poll(0, row(1000, 1000, 50, 0, 0));
        poll(1, row(1010, 1010, 53, 0, 0));
        poll(2, row(1011, 1008, 53, 0, 0));
        poll(3, row(1012, 1012, 53, 0, 0));

        assertThat(failed).isEqualTo(3);
        assertThat(total).isEqualTo(12);
    }

    @Test
    void linesGoOnAcrossANewLifeWithoutDoubling() {
        poll(0, row(0, 0, 0, 0, 0));
        line(Outcome.FAILED);
        poll(1, row(1, 1, 1, 0, 0));
        account.restart();
        line(Outcome.FAILED);
        poll(2, row(1, 1, 1, 0, 0));

        assertThat(total).isEqualTo(2);
        assertThat(failed).isEqualTo(2);
    }

    @Test
    void afterAGapInTheStreamLinesAreBelievedAgainAtOnce() {
        poll(0, row(0, 0, 0, 0, 0));
        poll(1, row(100, 100, 30, 0, 0));
        account.attached();
        poll(2, row(100, 100, 30, 0, 0));
        line(Outcome.FAILED);

        assertThat(total).isEqualTo(101);
        assertThat(failed).isEqualTo(31);
    }

    @Test
    void aLineOverTheLimitIsSlowAndOneWithoutAHeaderToo() {
        account.line(Outcome.OK, 800_000, 0);
        gather();
        assertThat(slow).isZero();
        account.line(Outcome.OK, 800_001, 0);
        gather();
        account.line(Outcome.FAILED, SignalObserver.NO_HEADER, 0);
        gather();
        account.line(Outcome.ABORTED, SignalObserver.NO_HEADER, 0);
        gather();

        assertThat(slow).isEqualTo(2);
        assertThat(total).isEqualTo(3);
    }

    @Test
    void requestsInFlightForLongerThanTheLimitAreOverdue() {
        poll(0, row(0, 0, 0, 0, 0));
        poll(0.25, row(10, 0, 0, 0, 10));
        poll(1.0, row(12, 2, 0, 0, 10));
        assertThat(slow).isZero();
        poll(1.05, row(14, 2, 0, 0, 12));
        assertThat(slow).isEqualTo(8);
        assertThat(failed).isZero();
    }

    @Test
    void anOverdueRequestWhoseLineComesIsNotCountedTwice() {
        poll(0, row(0, 0, 0, 0, 0));
        poll(0.25, row(3, 0, 0, 0, 3));
        poll(1.25, row(3, 0, 0, 0, 3));
        assertThat(slow).isEqualTo(3);

        account.line(Outcome.FAILED, SignalObserver.NO_HEADER, 0);
        gather();
        assertThat(account.resolvedOverdue()).isTrue();
        poll(1.5, row(3, 1, 1, 0, 2));

        assertThat(slow).isEqualTo(3);
        assertThat(total).isEqualTo(3);
        assertThat(failed).isEqualTo(1);
    }

    @Test
    void withoutALatencyGuardAHangIsAFailure() {
        var hanging = account(Plans.errors(0.01));
        hanging.counters(row(0, 0, 0, 0, 0), 0);
        hanging.counters(row(4, 0, 0, 0, 4), SECOND);
        hanging.counters(row(4, 0, 0, 0, 4), 10 * SECOND);
        assertThat(hanging.riseFailed()).isZero();
        hanging.counters(row(4, 0, 0, 0, 4), 11 * SECOND);
        assertThat(hanging.riseFailed()).isEqualTo(4);
    }

    @Test
    void missingRequestsAreNotOverdueBeside() {
        poll(0, row(0, 0, 0, 0, 0));
        poll(0.25, row(5, 3, 0, 0, 0));
        poll(0.5, row(5, 3, 0, 0, 0));
        poll(2, row(5, 3, 0, 0, 0));

        assertThat(failed).isEqualTo(2);
        assertThat(slow).isZero();
    }

    private static Account account(Guard guard) {
        return new Account(0, Cluster.CANDIDATE, new Thresholds(Plans.of(1, guard), Duration.ZERO));
    }

    private static Counters row(long selected, long ended, long failed, long aborted, long inFlight) {
        return new Counters(selected, ended, failed, aborted, inFlight, 0);
    }

    private void line(Outcome outcome) {
        account.line(outcome, World.FAST, 0);
        gather();
    }

    private void poll(double seconds, Counters row) {
        account.counters(row, (long) (seconds * SECOND));
        gather();
    }

    private void gather() {
        total += account.riseTotal();
        failed += account.riseFailed();
        slow += account.riseSlow(0);
    }
}
