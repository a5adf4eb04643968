package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.Tally;
import java.time.Duration;

/** What every cutover onto a candidate that turns bad has in common: it begins well, and must end back on X. */
final class Fault {

    /** How long the candidate is well at the step before it turns bad. */
    private static final Duration WELL_FOR = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final String scenario;
    private final Stage stage;
    private final CutoverRun run;
    private long startNanos;

    Fault(String scenario, Stage stage, PlanText plan) {
        this.scenario = scenario;
        this.stage = stage;
        this.run = stage.run(plan);
    }

    CutoverRun run() {
        return run;
    }

    /** Lets the fault begin when {@code step} has baked for a while. */
    Fault strike(int step, Runnable fault) {
        long since = run.await("baking", step, LONGEST).arrivedNanos();
        Await.until("a while", LONGEST, () -> System.nanoTime() - since >= WELL_FOR.toNanos());
        return strikeNow(fault);
    }

    Fault strikeNow(Runnable fault) {
        assertThat(run.first("rolling-back"))
                .as("healthy so far:\n" + run.story())
                .isEmpty();
        startNanos = System.nanoTime();
        fault.run();
        return this;
    }

    long startNanos() {
        return startNanos;
    }

    /** Waits for the end, which must be exit 10 with all traffic on X in HAProxy and in its file; prints the figures. */
    Rollback awaitRollback() {
        int exit = run.awaitExit(LONGEST);
        assertThat(exit).as(run.story()).isEqualTo(10);
        stage.assertParts(0);
        var decided = run.first("rolling-back").orElseThrow();
        var verified = run.first("verified").orElseThrow();
        assertThat(decided.atNanos())
                .as("begins after the fault:\n" + run.story())
                .isGreaterThan(startNanos);
        var clients = stage.endLoad();
        var rollback =
                new Rollback(decided.atNanos() - startNanos, verified.atNanos() - startNanos, decided.text(), clients);
        Figures.print(
                scenario,
                "decided after %.3f s, verified after %.3f s, %d client failures; %s",
                Figures.seconds(rollback.decidedNanos()),
                Figures.seconds(rollback.verifiedNanos()),
                clients.failures(),
                decided.text());
        return rollback;
    }

    /**
     * How it went.
     *
     * @param decidedNanos from the fault to the decision
     * @param verifiedNanos from the fault to the read-back that all traffic is on X
     * @param clients every request of the whole scenario
     */
    record Rollback(long decidedNanos, long verifiedNanos, String reason, Tally clients) {}
}
