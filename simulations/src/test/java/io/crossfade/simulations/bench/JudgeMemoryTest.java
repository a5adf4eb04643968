package io.crossfade.simulations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.SequentialJudge;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JudgeMemoryTest {

    private static final int JUDGES = 30;
    private static final int SERVERS = 10;
    private static final int REQUESTS = 200_000;
    private static final long MILLI = 1_000_000;

    @Test
    void aJudgeOfFourLimitsAndTwentyServersTakesLessThanAMegabyteHoweverLongItWatches() {
        double young = bytesOfAJudge(REQUESTS / 2);
        double old = bytesOfAJudge(REQUESTS);
        System.out.printf(
                "[figures] a judge takes %.0f B after %d requests, %.0f B after %d%n",
                young, REQUESTS / 2, old, REQUESTS);

        assertThat(old).isLessThan(1_000_000);
        assertThat(old).isLessThan(young * 1.1);
    }

    /** The mean of many judges, so that what else the process holds does not count. */
    private static double bytesOfAJudge(int requests) {
        watched(requests);
        var judges = new ArrayList<Judge>();
        long before = used();
        for (int i = 0; i < JUDGES; i++) {
            judges.add(watched(requests));
        }
        long after = used();
        assertThat(judges).noneMatch(Judge::crossed);
        return (double) (after - before) / JUDGES;
    }

    private static Judge watched(int requests) {
        Judge judge = new SequentialJudge(JudgeBenchmark.plan(), Duration.ZERO);
        int[] servers = new int[2 * SERVERS];
        for (int i = 0; i < servers.length; i++) {
            servers[i] = judge.enlist(0, i < SERVERS ? Cluster.BASELINE : Cluster.CANDIDATE, "server-" + i);
        }
        var random = new SplittableRandom(1);
        judge.attached(0);
        judge.exposure(new Exposure(List.of(new AchievedShare(1, 2))), 0);
        judge.emptyPassing(0);
        for (int i = 0; i < requests; i++) {
            long micros = (long) (2_000 / (0.1 + random.nextDouble()));
            var outcome = random.nextInt(500) == 0 ? Outcome.FAILED : Outcome.OK;
            judge.request(servers[random.nextInt(servers.length)], outcome, micros, i * MILLI);
            if (i % 1_000 == 0) {
                judge.assess(i * MILLI);
            }
        }
        return judge;
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
