package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.VertxTestLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * HAProxy stands still with a forward write queued in its socket and a rollback behind it, and goes on. It takes the
 * two in any order, and it knows nothing of generations. {@code -Dcrossfade.runs=200} runs it more often.
 */
class FrozenHaproxyTest {

    private static final int RUNS = Integer.getInteger("crossfade.runs", 25);

    /** Every so many runs HAProxy stands still until after every deadline of a call. */
    private static final int LONG_EVERY = 20;

    private static final Duration AFTERWARDS = Duration.ofMillis(40);

    private final VertxTestLoop loop = new VertxTestLoop();
    private HaproxyProcess haproxy;

    @BeforeEach
    void start() {
        var ports = Ports.free(4);
        // With two threads the two connections are served at the same time, as on any real machine.
        haproxy = HaproxyConfig.map(ports.subList(0, 2), ports.subList(2, 4))
                .threads(2)
                .start();
    }

    @AfterEach
    void stop() {
        loop.close();
        haproxy.close();
    }

    @Test
    void aForwardWriteQueuedInAFrozenHaproxyNeverOutlivesTheRollbackBehindIt() {
        var wrong = new ArrayList<String>();
        int late = 0;
        int writes = 0;
        long start = System.nanoTime();
        for (int seed = 1; seed <= RUNS; seed++) {
            try (var rig = rig(seed)) {
                var ending = freezeAndRollBack(rig, seed);
                if (ending != Ending.ROLLED_BACK || !Await.throughout(AFTERWARDS, this::isAtZero)) {
                    wrong.add("seed " + seed + ": " + ending + " at " + runningValue() + ", file " + fileValue());
                    reset();
                }
                late += rig.router.landedLate() ? 1 : 0;
                writes += rig.router.lowerings();
            }
        }
        System.out.printf(
                "frozen HAProxy: %d of %d runs ended wrong; the forward write landed after the rollback's first in %d;"
                        + " %d rollback writes; %d ms%n",
                wrong.size(), RUNS, late, writes, (System.nanoTime() - start) / 1_000_000);

        assertThat(wrong).isEmpty();
    }

    private FrozenRig rig(long seed) {
        var spec = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
        return new FrozenRig(spec, loop, () -> !runningValue().equals("0"), seed);
    }

    private Ending freezeAndRollBack(FrozenRig rig, int seed) {
        var random = new Random(seed);
        rig.judge(FakeJudge.inconclusive());
        rig.awaitState("baking");
        haproxy.freeze();
        rig.judge(FakeJudge.passing());
        Await.result(rig.router.raised());
        rig.pass(Duration.ofMillis(random.nextInt(60)));
        rig.judge(FakeJudge.failing());
        Await.result(rig.router.lowered());
        rig.pass(Duration.ofMillis(random.nextInt(300) + (seed % LONG_EVERY == 0 ? 1000 : 0)));
        haproxy.thaw();
        return Await.result(rig.ended());
    }

    private boolean isAtZero() {
        return runningValue().equals("0") && fileValue().equals("0");
    }

    private String runningValue() {
        return Snapshot.valueIn(haproxy.cli("get map " + haproxy.mapFile() + " " + HaproxyConfig.MAP_KEY));
    }

    private String fileValue() {
        try {
            return Files.readString(haproxy.mapFile()).strip().replace(HaproxyConfig.MAP_KEY + " ", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reset() {
        try {
            haproxy.cli("set map " + haproxy.mapFile() + " " + HaproxyConfig.MAP_KEY + " 0");
            Files.writeString(haproxy.mapFile(), HaproxyConfig.MAP_KEY + " 0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
