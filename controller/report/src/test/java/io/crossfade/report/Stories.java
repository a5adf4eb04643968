package io.crossfade.report;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Grounds;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.report.Story.Close;
import io.crossfade.report.Story.Evidence;
import io.crossfade.report.Story.Fact;
import io.crossfade.report.Story.Mark;
import io.crossfade.report.Story.Part;
import io.crossfade.report.Story.Runs;
import io.crossfade.report.Story.Sample;
import io.crossfade.report.Story.Side;
import io.crossfade.report.Story.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Small stories to tell. */
final class Stories {

    private Stories() {}

    /** A rollback of half a minute; every text of it is {@code text}. */
    static Story rolledBack(String text) {
        return new Story(
                text,
                Optional.of(Instant.parse("2026-03-01T03:00:00Z")),
                plan(text),
                new Close(Optional.of(Ending.ROLLED_BACK), text),
                Duration.ofSeconds(24),
                samples(24),
                List.of(
                        new Mark(Duration.ZERO, "started", text),
                        new Mark(Duration.ofSeconds(1), "shifting", text),
                        new Mark(Duration.ofMillis(20_250), "rolling-back", text),
                        new Mark(Duration.ofSeconds(24), "ended", text)),
                Optional.of(new Evidence(Duration.ofMillis(20_250), true, assessment(text))),
                List.of(new Fact(text, "7"), new Fact("requests", "24,000")),
                List.of(runs(text)));
    }

    static Plan plan(String label) {
        return new Plan(
                "kong-2.8-to-3.4",
                List.of(new FakeSpec(label)),
                List.of(
                        new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 300, false),
                        new Guard.Latency(
                                "latency-p99",
                                0.99,
                                Optional.of(Duration.ofMillis(800)),
                                Optional.empty(),
                                300,
                                false)),
                List.of(
                        Step.of(Share.ofPercent(10), Bake.of(Duration.ofSeconds(10))),
                        Step.of(Share.ALL, Bake.of(Duration.ofMinutes(1)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    /** One a second: the candidate has 10% from the second to the 20th, then begins to fail. */
    static List<Sample> samples(int seconds) {
        var samples = new ArrayList<Sample>();
        for (int second = 1; second <= seconds; second++) {
            boolean exposed = second >= 2 && second <= 20;
            samples.add(new Sample(
                    Duration.ofSeconds(second),
                    exposed ? 0.1 : 0,
                    new Side(900, 1, 4_000, 21_000),
                    exposed ? new Side(100, second > 18 ? 40 : 0, 4_200, 22_000L + second) : Side.NONE));
        }
        return samples;
    }

    private static Assessment assessment(String text) {
        return new Assessment(
                List.of(
                        new Verdict(
                                "error-rate",
                                Status.FAIL,
                                false,
                                0.0412,
                                0.0011,
                                0.01,
                                1_940,
                                text,
                                new Grounds(180, 0.021, 0.066, 0)),
                        new Verdict("latency-p99", Status.INCONCLUSIVE, false, 0.004, Double.NaN, 0.01, 1_940, text)),
                List.of(text),
                Optional.empty(),
                Optional.empty());
    }

    private static Runs runs(String text) {
        return new Runs(
                text,
                "rolled-back",
                200,
                3,
                List.of(new Part(Ending.PROMOTED, 0.015), new Part(Ending.ROLLED_BACK, 0.985)),
                List.of(
                        new Spread(
                                "failed because of the candidate",
                                false,
                                OptionalDouble.of(12.4),
                                200,
                                3,
                                8,
                                11,
                                15,
                                24,
                                61),
                        new Spread("to roll back", true, OptionalDouble.empty(), 197, 0.4, 0.9, 1.2, 2.5, 61, 75)));
    }
}
