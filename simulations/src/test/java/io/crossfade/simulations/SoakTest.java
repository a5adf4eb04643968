package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Cutovers back to back, through the whole library again and again with another seed each time, leave nothing behind.
 * {@code -Dcrossfade.soak=PT1H} is an hour at a hundred times its speed: a hundred hours of cutovers, in no more
 * processor time than that hour.
 */
class SoakTest {

    private static final Optional<Duration> LENGTH =
            Optional.ofNullable(System.getProperty("crossfade.soak")).map(Duration::parse);

    private static final int SPEED = 100;
    private static final int FEW = 20;

    /** Until then classes are loaded and code is compiled. */
    private static final int WARM = 10;

    /** What the heap of a virtual machine at rest goes up and down by. */
    private static final long NOISE = 2 << 20;

    @Test
    void nothingIsLeftOfCutoversThatAreOver() {
        var plan = Reference.plan();
        var library = Library.all();
        var simulated = Duration.ZERO;
        long began = processorNanos();
        long before = 0;
        long most = 0;
        int cutovers = 0;
        while (cutovers < WARM + FEW || isShort(simulated)) {
            var scenario = library.get(cutovers % library.size());
            var outcome = Simulation.run(plan, scenario, 1 + cutovers, Simulation.Options.TOLD.untold());
            assertThat(outcome.transcript()).isEmpty();
            simulated = simulated.plus(outcome.lasted());
            cutovers++;
            if (cutovers == WARM) {
                before = heap();
            } else if (cutovers > WARM && cutovers % FEW == WARM) {
                most = Math.max(most, heap());
            }
        }
        double seconds = (processorNanos() - began) / 1e9;

        System.out.printf(
                Locale.ROOT,
                "soak: %d cutovers, %.1f simulated hours in %.1f s of processor time (%.0f times);"
                        + " heap %.2f MB after %d cutovers, %.2f MB at most since%n",
                cutovers,
                simulated.toSeconds() / 3600.0,
                seconds,
                simulated.toSeconds() / seconds,
                before / 1e6,
                WARM,
                most / 1e6);
        assertThat(most).isPositive().isLessThan(before + NOISE);
        assertThat(simulated.toSeconds() / seconds).isGreaterThan(SPEED);
    }

    private static boolean isShort(Duration simulated) {
        return LENGTH.filter(length -> simulated.compareTo(length.multipliedBy(SPEED)) < 0)
                .isPresent();
    }

    /** What is reachable, as far as a collection shows it. */
    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
