package io.crossfade.app.story;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.config.Durations;
import io.crossfade.core.plan.Plan;
import io.crossfade.report.Story;
import io.crossfade.report.Story.Close;
import io.crossfade.report.Story.Fact;
import io.crossfade.report.Story.Mark;
import io.crossfade.report.Story.Part;
import io.crossfade.report.Story.Runs;
import io.crossfade.report.Story.Sample;
import io.crossfade.report.Story.Side;
import io.crossfade.simulations.Odds;
import io.crossfade.simulations.Outcome;
import io.crossfade.simulations.Replay;
import io.crossfade.simulations.Simulation;
import io.crossfade.simulations.Timeline;
import io.crossfade.simulations.replay.RequestLog;
import io.crossfade.simulations.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What simulations tell: one run on its time axis, and what many came to. */
public final class SimulationStory {

    private SimulationStory() {}

    /** A run with what its guards said. */
    public record Told(Scenario scenario, Outcome outcome, List<Mark> marks, Optional<Story.Evidence> evidence) {}

    /** The same of recorded traffic; {@code log} is where it was recorded. */
    public record Replayed(String log, Told told, Replay.Result result) {}

    /** Runs {@code scenario} once, listening to the guards; it comes out as without a listener. */
    public static Told run(Plan plan, Scenario scenario, long seed) {
        var ear = new Ear();
        var usual = Simulation.Options.TOLD;
        var options = new Simulation.Options(ear.hearing(usual.judge()), usual.arrivals(), usual.told());
        return told(scenario, Simulation.run(plan, scenario, seed, options), ear);
    }

    /**
     * Replays {@code log} once, listening to the guards.
     *
     * @param name what the log is called
     * @param arrivalsOnly whether only the times of the requests count, and the scenario says what becomes of them
     */
    public static Replayed replay(
            Plan plan, Scenario scenario, RequestLog log, String name, long seed, boolean arrivalsOnly) {
        var ear = new Ear();
        var judge = ear.hearing(Simulation.Options.TOLD.judge());
        var result = arrivalsOnly
                ? Replay.runArrivals(plan, scenario, log, seed, judge)
                : Replay.run(plan, scenario, log, seed, judge);
        return new Replayed(name, told(result.scenario(), result.outcome(), ear), result);
    }

    private static Told told(Scenario scenario, Outcome outcome, Ear ear) {
        var marks = outcome.timeline().marks().stream()
                .map(mark -> new Mark(mark.at(), mark.kind(), mark.text()))
                .toList();
        return new Told(scenario, outcome, marks, ear.verdicts.evidence(marks, ear.began));
    }

    /** One run. */
    public static Story of(Plan plan, Told told) {
        return of(plan, told, "simulated: " + named(told), facts(told.outcome()), List.of());
    }

    /** A recording: what the plan would have done to that traffic. */
    public static Story of(Plan plan, Replayed replayed) {
        var facts = new ArrayList<>(facts(replayed.told().outcome()));
        facts.add(new Fact("the log", replayed.result().counts().text()));
        replayed.result()
                .ranDryAt()
                .ifPresent(step -> facts.add(new Fact("the log ended before the cutover did", atStep(step))));
        return of(
                plan, replayed.told(), "replayed: " + replayed.log() + ": " + named(replayed.told()), facts, List.of());
    }

    private static String atStep(int step) {
        return (step == 0 ? "before the first step" : "at step " + step) + ": that is no promotion";
    }

    /** Many runs of one scenario, with the story of the one that did the most harm. */
    public static Story of(Plan plan, Told worst, Odds odds) {
        return of(
                plan,
                worst,
                "simulated: the worst of " + odds.runs() + " runs: " + named(worst),
                facts(worst.outcome()),
                List.of(runs(worst.scenario(), odds)));
    }

    /** Many runs of many scenarios. */
    public static Story of(Plan plan, List<Scenario> scenarios, List<Odds> odds) {
        var runs = new ArrayList<Runs>();
        for (int i = 0; i < odds.size(); i++) {
            runs.add(runs(scenarios.get(i), odds.get(i)));
        }
        int all = odds.stream().mapToInt(Odds::runs).sum();
        int unexpected = odds.stream().mapToInt(Odds::unexpected).sum();
        var reason = String.format(
                Locale.ROOT,
                "%,d runs of %d scenarios; %,d did not end as expected",
                all,
                scenarios.size(),
                unexpected);
        return new Story(
                "simulated",
                Optional.empty(),
                plan,
                new Close(Optional.empty(), reason),
                Duration.ZERO,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(count(
                        "simulated requests",
                        odds.stream().mapToLong(Odds::requests).sum())),
                runs);
    }

    private static String named(Told told) {
        return told.scenario().name() + ", seed " + told.outcome().seed() + ": "
                + told.scenario().about();
    }

    private static Story of(Plan plan, Told told, String title, List<Fact> facts, List<Runs> runs) {
        var outcome = told.outcome();
        var reason = told.marks().isEmpty()
                ? ""
                : told.marks().get(told.marks().size() - 1).text();
        return new Story(
                title,
                Optional.empty(),
                plan,
                new Close(Optional.of(outcome.ending()), reason),
                outcome.lasted(),
                outcome.timeline().samples().stream()
                        .map(SimulationStory::sample)
                        .toList(),
                told.marks(),
                told.evidence(),
                facts,
                runs);
    }

    private static List<Fact> facts(Outcome outcome) {
        var facts = new ArrayList<>(List.of(
                count("failed because of the candidate", outcome.failedBecauseOfCandidate()),
                count("failed requests in all", outcome.failed()),
                count("requests", outcome.requests())));
        outcome.timeToRollBack().ifPresent(time -> facts.add(time("from the fault to verified", time)));
        outcome.promotedAt().ifPresent(time -> facts.add(time("to promote", time)));
        return facts;
    }

    private static Fact count(String name, long count) {
        return new Fact(name, String.format(Locale.ROOT, "%,d", count));
    }

    private static Fact time(String name, Duration time) {
        return new Fact(name, Durations.text(Duration.ofMillis(time.toMillis())));
    }

    private static Sample sample(Timeline.Sample sample) {
        return new Sample(sample.at(), sample.share(), side(sample.baseline()), side(sample.candidate()));
    }

    private static Side side(Timeline.Side side) {
        return new Side(side.requests(), side.failed(), side.p50Micros(), side.p99Micros());
    }

    private static Runs runs(Scenario scenario, Odds odds) {
        var parts = odds.endings().keySet().stream()
                .map(ending -> new Part(ending, odds.part(ending)))
                .toList();
        var spreads = new ArrayList<Story.Spread>();
        spreads.add(spread("failed because of the candidate", odds.harm(), 1, OptionalDouble.of(odds.meanHarm())));
        odds.toPromoteMillis()
                .ifPresent(known -> spreads.add(spread("to promote", known, 1e-3, OptionalDouble.empty())));
        odds.toRollBackMillis()
                .ifPresent(known -> spreads.add(spread("to roll back", known, 1e-3, OptionalDouble.empty())));
        var expected = scenario.expected()
                .map(ending -> ending.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("");
        return new Runs(odds.scenario(), expected, odds.runs(), odds.unexpected(), parts, spreads);
    }

    private static Story.Spread spread(String name, Odds.Spread known, double unit, OptionalDouble mean) {
        return new Story.Spread(
                name,
                unit != 1,
                mean,
                known.n(),
                known.least() * unit,
                known.p25() * unit,
                known.median() * unit,
                known.p75() * unit,
                known.p95() * unit,
                known.most() * unit);
    }

    /** Hears the guards; of the requests the simulation itself knows what really happened. */
    private static final class Ear implements WitnessJudge.Witness {

        private final Verdicts verdicts = new Verdicts();
        private long began;

        /** When the present process began; its clock begins again with it. */
        private long bornAt;

        Simulation.JudgeMaker hearing(Simulation.JudgeMaker usual) {
            return (plan, start) -> {
                bornAt = start.at().toNanos();
                return new WitnessJudge(usual.make(plan, start), this);
            };
        }

        @Override
        public void begun(long nowNanos) {
            began = bornAt == 0 ? nowNanos : began;
        }

        @Override
        public void request(boolean candidate, io.crossfade.core.port.Outcome outcome, long latencyMicros) {}

        @Override
        public void assessed(Assessment assessment, long nowNanos) {
            verdicts.add(assessment, bornAt + nowNanos);
        }
    }
}
