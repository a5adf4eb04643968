package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.SequentialJudge;
import io.crossfade.core.analysis.ThresholdJudge;
import io.crossfade.core.plan.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Whole cutovers to a candidate that is as good as the baseline, in worlds that make that hard to see. */
final class WorldsTable implements Table {

    private static final double PER_SECOND = 1_000;
    private static final double CONFIDENCE = 0.99;

    /** The threshold guards get one in so many of the runs. */
    private static final int THRESHOLDS = 10;

    /** What became of many cutovers. */
    record Ends(Map<CutoverRun.End, Integer> counts, Sample secondsToPromotion, List<String> reasons) {

        Proportion rolledBack() {
            return new Proportion(count(CutoverRun.End.ROLLED_BACK), total());
        }

        int count(CutoverRun.End end) {
            return counts.getOrDefault(end, 0);
        }

        int total() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Override
    public String name() {
        return "worlds";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table = new TextTable(
                "world",
                "judge: promoted / held / rolled back",
                "upper 99 % bound",
                "seconds to promotion",
                "why, the first time",
                "threshold guards: promoted / held / rolled back",
                "seconds to promotion");
        // Worlds know nothing of one another, and the whole table takes long.
        Worlds.good(PER_SECOND).parallelStream()
                .map(scene -> row(scene, settings))
                .toList()
                .forEach(table::row);
        table.print(
                "Whole cutovers to a good candidate, 1 / 5 / 20 / 50 / 100 %, " + TextTable.number(PER_SECOND)
                        + " requests a second, " + settings.runs() + " runs, of the threshold guards "
                        + ofThresholds(settings).runs(),
                out);
    }

    private static String[] row(Scene scene, Settings settings) {
        Ends ours = ends(scene, WorldsTable::judge, settings);
        Ends thresholds = ends(scene, WorldsTable::thresholds, ofThresholds(settings));
        return new String[] {
            scene.name(),
            counts(ours),
            TextTable.percent(ours.rolledBack().upper(CONFIDENCE)),
            TextTable.number(ours.secondsToPromotion().quantile(0.5)),
            ours.reasons().isEmpty() ? "" : ours.reasons().get(0),
            counts(thresholds),
            TextTable.number(thresholds.secondsToPromotion().quantile(0.5))
        };
    }

    private static Settings ofThresholds(Settings settings) {
        return new Settings(settings.part(THRESHOLDS), settings.seed());
    }

    /** Runs the usual plan in {@code scene} many times. */
    static Ends ends(Scene scene, Function<Plan, Judge> judge, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        var ends = new Ends(new EnumMap<>(CutoverRun.End.class), new Sample(), new ArrayList<>());
        for (int i = 0; i < settings.runs(); i++) {
            Plan plan = Plans.usual();
            var run = new CutoverRun(
                    plan, new JudgeAtWork(judge.apply(plan)), new World(scene, root.split()), scene.watched());
            CutoverRun.Result result = run.run();
            ends.counts().merge(result.end(), 1, Integer::sum);
            if (result.end() == CutoverRun.End.ROLLED_BACK) {
                ends.reasons().add(result.why());
            }
            if (result.end() == CutoverRun.End.PROMOTED) {
                ends.secondsToPromotion().add(result.seconds());
            }
        }
        return ends;
    }

    static Judge thresholds(Plan plan) {
        return new ThresholdJudge(plan, Duration.ZERO);
    }

    static Judge judge(Plan plan) {
        return new SequentialJudge(plan, Duration.ZERO);
    }

    private static String counts(Ends ends) {
        return ends.count(CutoverRun.End.PROMOTED) + " / " + ends.count(CutoverRun.End.HELD) + " / "
                + ends.count(CutoverRun.End.ROLLED_BACK);
    }
}
