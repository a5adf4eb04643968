package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Plan;
import io.crossfade.planfile.ShapedFile;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulatedCutoverTest {

    private static final Plan PLAN = Reference.plan();

    private static final String WEIGHTS = """
                  backend: kong
                  baseline:  [x1, x2, x3]
                  candidate: [y1, y2]
            """;

    @Test
    void thePlansLoadBalancerDecidesWhatIsMadeOfAShare() {
        var text = Library.referencePlan()
                .replaceAll("(?s)      map: .*be_y\n", WEIGHTS)
                .replace("candidate: 1%,", "candidate: 0.3%,");
        var outcome = Simulation.run(Reference.plan(text), scenario("patience: 1m"), 1);

        // One weight of two servers against 222 of three: 2 of 668.
        assertThat(String.join("\n", outcome.transcript())).contains("reads back 0.2994%");
    }

    @Test
    void aFaultAtOneOfThreeLoadBalancersKeepsTheFleetFromBeingMovedOn() {
        var one = Library.referencePlan().replaceAll("(?s)^.*routers:\n|guards:.*$", "");
        var three = one + one.replace("admin", "second") + one.replace("admin", "third");
        var plan = Reference.plan(Library.referencePlan().replace(one, three));
        var refused = "load-balancers: [{ writes: { are: refused, node: 2, reached: 10% } }]";
        var outcome = Simulation.run(plan, scenario(refused), 1);

        assertThat(outcome.ending()).isEqualTo(Ending.HELD);
        assertThat(String.join("\n", outcome.transcript())).contains("load balancer 2: writes are refused");
    }

    @Test
    void aControllerThatIsKilledAgainAndAgainIsHeldAtTheEndOfItsPatience() {
        var killed =
                "controller: [{ crash: { reached: 10%, at: 5s, for: 6m } }, { crash: { reached: 10%, at: 7m, for: 6m } }]";
        var outcome = Simulation.run(PLAN, scenario(killed + "\npatience: 1m"), 1);
        var story = String.join("\n", outcome.transcript());

        assertThat(outcome.ending()).as(story).isEqualTo(Ending.HELD);
        assertThat(story).contains("it holds since that is longer than 5m", "still held");
    }

    @Test
    void whatADiskHadNotKeptWhenTheControllerWasKilledIsReadFromTheLoadBalancers() {
        var lost =
                "controller: [{ slow-disk: { for: 62s } }, { crash: { at: 200ms, for: 2s } }, { crash: { at: 61s, for: 2s } }]";
        for (int seed = 1; seed <= 4; seed++) {
            var outcome = Simulation.run(PLAN, scenario(lost), seed, Simulation.Options.TOLD);

            assertThat(outcome.transcript()).anyMatch(line -> line.contains("resumed after"));
            assertThat(outcome.ending())
                    .as(String.join("\n", outcome.transcript()))
                    .isIn(Ending.PROMOTED, Ending.HELD);
        }
    }

    @Test
    void theTimelineHasTheSharesTheErrorsAndTheMarks() {
        var outcome = Simulation.run(PLAN, Library.find("five-percent-errors").orElseThrow(), 1);
        var samples = outcome.timeline().samples();

        assertThat(samples).hasSizeGreaterThan(60);
        assertThat(samples.get(30).share()).isEqualTo(0.01);
        assertThat(samples.get(70).share()).isEqualTo(0.1);
        assertThat(samples.get(70).baseline().requests()).isBetween(380L, 520L);
        assertThat(samples.get(70).baseline().p50Micros()).isBetween(17_000L, 23_000L);
        assertThat(samples.get(70).baseline().p99Micros()).isBetween(70_000L, 200_000L);
        assertThat(samples.stream()
                        .mapToDouble(sample -> sample.candidate().errorRate())
                        .max()
                        .orElse(0))
                .isGreaterThan(0.03);
        assertThat(outcome.timeline().marks()).extracting(Timeline.Mark::kind).contains("world", "rolling-back");
    }

    @Test
    void overloadGrowsWithTheShare() {
        var outcome = Simulation.run(PLAN, Library.find("overload-at-half").orElseThrow(), 1);
        var samples = outcome.timeline().samples();

        assertThat(samples.get(150).candidate().p50Micros()).isLessThan(30_000);
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.candidate().p50Micros())
                        .max()
                        .orElse(0))
                .isGreaterThan(40_000);
    }

    @Test
    void aFailureThatBothWouldHaveHadIsNotTheCandidates() {
        var outcome = Simulation.run(PLAN, Library.find("shared-dependency").orElseThrow(), 1);

        assertThat(outcome.failed()).isGreaterThan(5_000);
        assertThat(outcome.failedBecauseOfCandidate()).isZero();
    }

    @Test
    void requestsThatHangWhenTheTrafficIsTakenBackCountAsFailed() {
        var outcome = Simulation.run(PLAN, Library.find("hangs").orElseThrow(), 1);

        assertThat(outcome.failedBecauseOfCandidate()).isBetween(30L, 150L);
    }

    @Test
    void recordedArrivalsStandInForMadeUpOnes() {
        var next = new AtomicLong();
        var options = new Simulation.Options(
                Simulation.Options.TOLD.judge(),
                (scenario, seed) -> () -> next.addAndGet(Duration.ofMillis(10).toNanos()),
                true);
        var outcome = Simulation.run(PLAN, scenario("patience: 1m"), 1, options);

        assertThat((double) outcome.requests())
                .isBetween(outcome.lasted().toSeconds() * 99.0, outcome.lasted().toSeconds() * 101.0);
    }

    @Test
    void recordedRatesStandInForOne() {
        var recorded = "traffic: { apart: evenly, recorded: { every: 10s, rates: [100, 0, 200] } }";
        var outcome = Simulation.run(PLAN, scenario(recorded + "\npatience: 1m"), 1);

        assertThat((double) outcome.requests())
                .isBetween(outcome.lasted().toSeconds() * 95.0, outcome.lasted().toSeconds() * 105.0);
    }

    @Test
    void aWindowIsWaitedFor() {
        var text = Library.referencePlan() + "window: { not-before: 2030-05-05T10:00:00Z }\n";

        assertThat(Simulation.run(Reference.plan(text), scenario("patience: 1m"), 1)
                        .ending())
                .isEqualTo(Ending.PROMOTED);
    }

    private static Scenario scenario(String line) {
        var about = line.startsWith("about:") ? "" : "about: well\n";
        var file = new Scenarios().read("scenario", "scenario: some\n" + about + line + "\n");
        return ((ShapedFile.Valid<Scenario>) file).value();
    }
}
