package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.FaultyCluster.Answer;
import io.crossfade.testkit.OpenLoopLoad.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator of NGINX sees when nothing is wrong, and what it costs beside bare reloads. */
final class NginxHealthyCutoverIT {

    private static final String SCENARIO = "NGINX, healthy";

    /** A machine that stands still for half a second slows both clusters, and at 100 % there is no other to tell by. */
    private static final String LATENCY = "latency: { quantile: p99, limit: 3s, min-requests: 30 }";

    /** As many bare reloads as make a chance of 1 in 10,000 one that four of the cutover's can show. */
    private static final int BARE = 20;

    private static final double CHANCE = 1e-4;

    /** Old workers have gone this long after a reload is done. */
    private static final Duration GONE = Duration.ofMillis(200);

    @Test
    void aHealthyCandidateGetsEverythingAndIsTakenBackAtTheCostOfBareReloads() {
        try (var stage = Stage.nginx()) {
            var plan = stage.plan()
                    .guards(PlanText.ERRORS, LATENCY)
                    .step("5%", "4s")
                    .step("50%", "3s")
                    .step("100%", "3s");
            long began = System.nanoTime();
            var run = stage.run(plan);

            assertThat(run.awaitExit(Duration.ofSeconds(100))).as(run.story()).isZero();
            stage.assertParts(10_000);
            assertShare(stage, run, 1, 0.05);
            assertShare(stage, run, 2, 0.5);
            assertShare(stage, run, 3, 1);

            long rollback = System.nanoTime();
            rollBackAlone(stage, plan);
            long over = System.nanoTime();
            stage.assertParts(0);
            assertThat(stage.nginxFront().reloads())
                    .as("one for each step and one for the rollback")
                    .isEqualTo(4);
            pause();

            var times = bare(stage);
            stage.endLoad();
            var cost = new ReloadCost(
                    broken(stage, List.of(shift(run, 1), shift(run, 2), shift(run, 3), rollback, times.get(0))),
                    broken(stage, times));
            var all = stage.load().tally(began, Long.MAX_VALUE);
            Figures.print(
                    SCENARIO,
                    "%d of %d requests of cutover and rollback broken, by their reloads %s; by %d bare ones %d %s; chance"
                            + " of a draw like the first %.4f; promoted after %.1f s, rolled back alone within %.1f s",
                    cost.ofCutover(),
                    stage.load().tally(began, over).total(),
                    cost.cutover(),
                    BARE,
                    cost.ofBare(),
                    cost.bare(),
                    cost.chance(),
                    Figures.seconds(rollback - began),
                    Figures.seconds(over - rollback));
            assertThat(cost.chance()).as("%s", cost).isGreaterThan(CHANCE);
            assertThat(all.failures())
                    .as("whatever failed is a connection that a reload closed: %s", all)
                    .isEqualTo(all.count(Result.CLOSED))
                    .isEqualTo(cost.ofCutover() + cost.ofBare());
            var onX = stage.load().tally(over, Long.MAX_VALUE);
            assertThat(onX.total(Stage.Y)).as("after the rollback: %s", onX).isZero();
            assertThat(onX.total(Stage.X)).isPositive();
            assertThat(stage.y().count(Answer.OK))
                    .as("what Y answered, and what clients had from it: %s", all)
                    .isBetween(all.total(Stage.Y), all.total(Stage.Y) + all.failures());
        }
    }

    private static void rollBackAlone(Stage stage, PlanText plan) {
        var back = Jar.run(
                stage.directory(),
                "rollback",
                stage.write(plan).toString(),
                "--state-dir",
                stage.directory().resolve("state").toString());
        assertThat(back.exit()).as(back.toString()).isEqualTo(11);
        assertThat(back.out()).contains("the baseline has everything, verified");
    }

    /** The beginning of each bare reload, and the time when the last one's clients have been heard. */
    private static List<Long> bare(Stage stage) {
        var times = new ArrayList<Long>();
        for (int i = 0; i < BARE; i++) {
            times.add(System.nanoTime());
            stage.nginxFront().process().reload();
            pause();
        }
        times.add(Long.MAX_VALUE);
        return times;
    }

    /** What broke from each of these times to the next: on a busy machine a client may hear of it late. */
    private static List<Long> broken(Stage stage, List<Long> times) {
        var counts = new ArrayList<Long>();
        for (int i = 0; i + 1 < times.size(); i++) {
            long from = times.get(i);
            long to = times.get(i + 1);
            counts.add(stage.load().samples().stream()
                    .filter(sample -> sample.result() != Result.OK)
                    .filter(sample -> sample.endNanos() >= from && sample.endNanos() < to)
                    .count());
        }
        return counts;
    }

    /** By the mark that the clusters themselves put on each answer. */
    private static void assertShare(Stage stage, CutoverRun run, int step, double share) {
        var confirmed = run.await("confirmed", step, Duration.ofSeconds(1));
        var next = run.first(told -> told.kind().equals("shifting") && told.step() == step + 1)
                .or(() -> run.first("draining"));
        Shares.assertWithin(SCENARIO, stage, confirmed, next.orElseThrow(), share);
    }

    private static long shift(CutoverRun run, int step) {
        return run.await("shifting", step, Duration.ofSeconds(1)).atNanos();
    }

    private static void pause() {
        long since = System.nanoTime();
        Await.until("a moment", () -> System.nanoTime() - since >= GONE.toNanos());
    }
}
