package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.SequentialJudge;
import io.crossfade.core.analysis.ThresholdJudge;
import java.io.PrintStream;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** How soon a slow candidate is found. */
final class LatencyTable implements Table {

    private static final double SHARE = 0.05;
    private static final double MARGIN = 0.1;
    private static final double[] SLOWER = {1, 1.1, 1.2, 1.3, 1.5, 2, 4};
    private static final int SECONDS = 1_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table = new TextTable("candidate's latency", "latency test", "whole judge, p99", "threshold guards, p99");
        for (double factor : SLOWER) {
            table.row(
                    "x" + TextTable.number(factor),
                    found(factor, () -> new SlownessTest(Settings.ALPHA, MARGIN), settings.part(5), settings),
                    found(
                            factor,
                            () -> judge(new SequentialJudge(Plans.latency(MARGIN), Duration.ZERO)),
                            settings.part(20),
                            settings),
                    found(
                            factor,
                            () -> judge(new ThresholdJudge(Plans.latency(MARGIN), Duration.ZERO)),
                            settings.part(20),
                            settings));
        }
        table.print(
                "A candidate that may be " + TextTable.percent(MARGIN) + " slower, at " + TextTable.percent(SHARE)
                        + " of " + TextTable.number(Fault.PER_SECOND)
                        + " requests a second: its requests until the rollback within " + SECONDS + " s, mean of "
                        + settings.part(5) + " runs (of the judges " + settings.part(20) + ")",
                out);
    }

    private static Contender judge(Judge judge) {
        return new JudgeAtWork(judge);
    }

    private static String found(double factor, Supplier<Contender> contender, int runs, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        var requests = new Sample();
        Scene scene = Scene.steady(Fault.PER_SECOND, 0.001, 0.001).slow(Course.steady(1), Course.steady(factor));
        for (int i = 0; i < runs; i++) {
            WatchedRun run = WatchedRun.of(new World(scene, root.split()), contender.get(), SHARE, SECONDS);
            if (run.isOver()) {
                requests.add(run.candidateRequests());
            }
        }
        return TextTable.number(requests.mean())
                + (requests.size() == runs ? "" : " (in " + requests.size() + " of " + runs + ")");
    }
}
