package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.port.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final int REQUESTS = 1_000_000;

    @Test
    void observingARequestAllocatesNothing() {
        var both =
                new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false);
        var world = new World(Plans.errors(0.01, 0.005), both);
        observe(world);
        long before = allocated();
        observe(world);
        double bytes = (double) (allocated() - before) / REQUESTS;
        System.out.printf("allocated per observed request: %.6f bytes%n", bytes);

        assertThat(bytes).isLessThan(1);
    }

    @Test
    void theSequentialJudgeAllocatesNothingEither() {
        var world = sequential();
        observe(world);
        long before = allocated();
        observe(world);
        double bytes = (double) (allocated() - before) / REQUESTS;
        System.out.printf("sequential judge, allocated per observed request: %.6f bytes%n", bytes);

        assertThat(bytes).isLessThan(1);
    }

    @Test
    void certificatesAllocateNothingForARequestEither() {
        var plan = Plans.early(50, Judging.DEFAULTS, Plans.errors(0.01, 0.005), Plans.relativeLatency(0.99, 0.25));
        var world = new World(plan, new SequentialJudge(plan, Duration.ZERO));
        world.step = 0;
        world.expose(50, 100).judge.emptyPassing(world.now);
        observe(world);
        assertThat(world.assess().certificates()).hasSize(2);
        long before = allocated();
        observe(world);
        double bytes = (double) (allocated() - before) / REQUESTS;
        System.out.printf("sequential judge with certificates, allocated per observed request: %.6f bytes%n", bytes);

        assertThat(bytes).isLessThan(1);
    }

    @Test
    void theSequentialJudgeOfACutoverIsMadeOfLessThanAMegabyte() {
        sequential().assess();
        long before = allocated();
        var world = sequential();
        world.ok(world.x, 1000).ok(world.y, 1000).assess();
        long bytes = allocated() - before;
        System.out.printf("sequential judge of a cutover: %d bytes%n", bytes);

        assertThat(bytes).isLessThan(1_000_000);
    }

    private static World sequential() {
        var both =
                new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false);
        var plan = Plans.of(1, Plans.errors(0.01, 0.005), both);
        return new World(plan, new SequentialJudge(plan, Duration.ZERO));
    }

    /** A thousand requests a second, half of each cluster, one in 500 failed and one in 300 slow. */
    private static void observe(World world) {
        for (int i = 0; i < REQUESTS; i++) {
            world.now += World.MILLI;
            Outcome outcome = i % 500 < 2 ? Outcome.FAILED : Outcome.OK;
            long micros = i % 300 < 2 ? 900_000 : World.FAST;
            world.judge.request(i % 2 == 0 ? world.x : world.y, outcome, micros, world.now - micros * 1000);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
