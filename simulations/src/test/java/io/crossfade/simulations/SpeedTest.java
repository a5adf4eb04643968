package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.planfile.ShapedFile;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How fast a world is; {@code -Dcrossfade.rounds=20} measures longer. Processor time, since machines are shared. */
class SpeedTest {

    private static final int ROUNDS = Integer.getInteger("crossfade.rounds", 3);

    private static final String HALF_AN_HOUR = """
            cutover: half-an-hour
            routers:
              - haproxy:
                  socket: unix:/run/haproxy/admin.sock
                  map: { file: /etc/haproxy/split.map, key: ycut }
                  baseline:  be_x
                  candidate: be_y
                  watch: { ring: crossfade }
            guards:
              - error-rate: { limit: 1%, worse-than-baseline: 0.5%, min-requests: 300 }
              - latency:    { quantile: p99, limit: 800ms, worse-than-baseline: 25%, min-requests: 300 }
            steps:
              - { candidate: 1%,   bake: 5m }
              - { candidate: 10%,  bake: 10m }
              - { candidate: 50%,  bake: 10m }
              - { candidate: 100%, bake: 5m }
            """;

    @Test
    void halfAnHourAtAThousandRequestsASecondTakesUnderTwoSeconds() {
        var plan = Reference.plan(HALF_AN_HOUR);
        var scenario = ((ShapedFile.Valid<Scenario>)
                        new Scenarios().read("scenario", "{ scenario: even, about: well, traffic: { rate: 1000 } }"))
                .value();
        double first = 0;
        double best = Double.MAX_VALUE;
        long requests = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = processorNanos();
            var outcome = Simulation.run(plan, scenario, 1 + round);
            double seconds = (processorNanos() - before) / 1e9;
            requests = outcome.requests();
            first = round == 0 ? seconds : first;
            best = Math.min(best, seconds);
            assertThat(outcome.ending()).isEqualTo(Ending.PROMOTED);
        }

        System.out.printf(
                Locale.ROOT,
                "%,d requests judged one by one: %.2f s at first, %.2f s at best, %.1f million a second%n",
                requests,
                first,
                best,
                requests / best / 1e6);
        assertThat(requests).isGreaterThan(1_790_000);
        assertThat(best).isLessThan(2.0);
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
