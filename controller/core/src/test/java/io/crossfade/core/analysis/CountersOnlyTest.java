package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Counters;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountersOnlyTest {

    private static final Guard ERRORS = Plans.errors(0.01, 0.005);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Four polled servers, two of each cluster, of which no line tells. */
    private static final class Polled {

        final World world;
        final int[] servers = new int[4];
        final long[] requests = new long[4];
        final long[] failed = new long[4];
        Assessment last = Assessment.NOTHING_SEEN;

        Polled(Guard... guards) {
            this(Plans.of(1, guards));
        }

        private Polled(Plan plan) {
            world = new World(plan, new SequentialJudge(plan, Duration.ZERO));
            world.judge.countersOnly(0);
            for (int i = 0; i < 4; i++) {
                servers[i] = world.judge.enlist(0, i < 2 ? Cluster.BASELINE : Cluster.CANDIDATE, "s" + i);
            }
            share(0);
            poll();
            poll();
        }

        Polled share(int percent) {
            world.expose(percent, 100).judge.emptyPassing(world.now);
            return this;
        }

        /** So many more requests of a cluster, some of which failed, on its first server. */
        Polled more(boolean candidate, long many, long ofThemFailed) {
            int at = candidate ? 2 : 0;
            requests[at] += many;
            failed[at] += ofThemFailed;
            return this;
        }

        Polled poll() {
            world.pass(POLL);
            for (int i = 0; i < 4; i++) {
                world.judge.counters(
                        servers[i], new Counters(requests[i], requests[i], failed[i], 0, 0, requests[i]), world.now);
            }
            last = world.assess();
            return this;
        }

        double wealth(String name) {
            return last.wealth().stream()
                    .filter(wealth -> wealth.name().equals(name))
                    .mapToDouble(Wealth::value)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aGoodCandidatePassesByItsCountersAlone() {
        var polled = new Polled(ERRORS).share(50);
        for (int i = 0; i < 10; i++) {
            polled.more(false, 50, 0).more(true, 50, 0).poll();
        }

        assertThat(polled.last.passes()).as(polled.last.missing()).isTrue();
        assertThat(polled.last.doubts()).isEmpty();
    }

    @Test
    void whatMayHaveStartedBeforeTheStepDoesNotPassIt() {
        var polled = new Polled(ERRORS).share(50);
        polled.more(true, 10_000, 0).poll();

        assertThat(polled.last.verdicts().get(0).text()).startsWith("errors needs 300 requests, has 0");
    }

    @Test
    void aCandidateThatFailsAlwaysIsStoppedByTheNextPoll() {
        var polled = new Polled(ERRORS).share(5);
        polled.more(false, 95, 0).more(true, 5, 0).poll();
        polled.more(false, 95, 0).more(true, 5, 5).poll();

        assertThat(polled.last.failing()).isPresent();
    }

    @Test
    void aBurstOfBothBringsTheCandidateNothingWhicheverRowIsReadFirst() {
        var polled = new Polled(ERRORS).share(50);
        for (int i = 0; i < 20; i++) {
            polled.more(false, 100, i % 5 == 0 ? 60 : 0)
                    .more(true, 100, i % 5 == 0 ? 60 : 0)
                    .poll();
            assertThat(polled.last.failing()).isEmpty();
        }

        assertThat(polled.wealth("errors/baseline")).isLessThan(1);
        assertThat(polled.last.commonMode()).isPresent();
    }

    @Test
    void aBaselineThatFailedBeforeTheFirstStepDoesNotHideTheCandidateForEver() {
        var polled = new Polled(Plans.errors(0.01)).share(0);
        for (int i = 0; i < 40; i++) {
            polled.more(false, 100, 2).poll();
        }
        polled.share(50);
        for (int i = 0; i < 40 && polled.last.failing().isEmpty(); i++) {
            polled.more(false, 50, 1).more(true, 50, 25).poll();
        }

        assertThat(polled.last.failing()).isPresent();
    }

    @Test
    void aServerThatComesOrGoesDoesNotTearPollsApart() {
        var polled = new Polled(ERRORS).share(50);
        int late = polled.world.judge.enlist(0, Cluster.CANDIDATE, "late");
        long count = 0;
        for (int i = 0; i < 40; i++) {
            polled.more(false, 50, 10).more(true, 50, 10).poll();
            if (i >= 10 && i < 30) {
                count += 50;
                polled.world.judge.counters(late, new Counters(count, count, count / 5, 0, 0, count), polled.world.now);
            }
        }

        assertThat(polled.last.failing()).isEmpty();
        assertThat(polled.wealth("errors/baseline")).isLessThan(1);
    }

    @Test
    void countersTellNoLatency() {
        var polled = new Polled(Plans.latency(0.99, Duration.ofSeconds(1))).share(50);
        for (int i = 0; i < 10; i++) {
            polled.more(false, 500, 0).more(true, 500, 0).poll();
        }

        assertThat(polled.last.missing()).isEqualTo("latency: counters tell no latency, only lines of requests do");
    }

    @Test
    void countersThatStayAwayAreMissed() {
        var polled = new Polled(ERRORS).share(50).more(true, 500, 0).poll();
        polled.world.pass(Duration.ofSeconds(3));

        assertThat(polled.world.assess().doubts()).containsExactly("router-0: no counters for 3 s");
    }

    @Test
    void onTheBoundaryFewerThanOneInAHundredAreRolledBack() {
        var random = new SplittableRandom(6);
        int rolledBack = 0;
        for (int run = 0; run < 100; run++) {
            var polled = new Polled(ERRORS).share(20);
            for (int i = 0; i < 200 && polled.last.failing().isEmpty(); i++) {
                // What the baseline's 0.1 % allows.
                polled.more(false, 80, failed(random, 80, 0.001)).more(true, 20, failed(random, 20, 0.0065));
                polled.poll();
            }
            rolledBack += polled.last.failing().isPresent() ? 1 : 0;
        }

        assertThat(rolledBack).isLessThanOrEqualTo(1);
    }

    @Test
    void aPollWithoutAShareIsJudgedOfNobody() {
        var polled = new Polled(ERRORS);
        polled.more(false, 1000, 900).poll();

        assertThat(polled.last.failing()).isEmpty();
        assertThat(polled.wealth("errors/baseline")).isEqualTo(1);
    }

    private static long failed(SplittableRandom random, int requests, double rate) {
        long failed = 0;
        for (int i = 0; i < requests; i++) {
            failed += random.nextDouble() < rate ? 1 : 0;
        }
        return failed;
    }
}
