package io.crossfade.simulations.yardstick;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The rules of other tools on the same requests: as their guides set them, as fast as they can be set, and with their
 * limit tuned so that a good candidate is rolled back in one of a hundred half hours, which is what the judge is given.
 */
final class PeersTable implements Table {

    private static final double SHARE = 0.05;
    private static final double BASELINE = 0.001;
    private static final double[] RATES = {0.01, 0.05, 0.5, 1};
    private static final int HEALTHY_SECONDS = 1_800;
    private static final int PATIENCE_SECONDS = 3_600;

    private static final Course OUTAGE = Course.steady(BASELINE).exceptSeconds(400, HEALTHY_SECONDS, 0.5);

    private static final List<PolledRule.Rule> RULES = List.of(
            PolledRule.Rule.flagger(60, 60, 0.01, 5),
            PolledRule.Rule.flagger(10, 30, 0.01, 1),
            PolledRule.Rule.flagger(10, 30, 0.01, 2),
            PolledRule.Rule.argo(300, 300, 0.05, 3),
            PolledRule.Rule.argo(60, 60, 0.01, 0),
            PolledRule.Rule.argo(10, 30, 0.01, 0));

    /** A way to make a contender. */
    private record Entry(String name, String set, Supplier<Contender> make) {}

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        for (int perSecond : new int[] {1_000, 100}) {
            print(perSecond, settings, out);
        }
    }

    private void print(int perSecond, Settings settings, PrintStream out) {
        var heads = new ArrayList<>(List.of("rule", "set to", "false rollbacks in 30 min", "in a common outage"));
        for (double rate : RATES) {
            heads.add("fails " + TextTable.percent(rate) + ": seconds, failed requests");
        }
        var table = new TextTable(heads.toArray(String[]::new));
        double[] best = new double[RATES.length];
        for (Entry entry : entries(perSecond, settings)) {
            table.row(row(entry, perSecond, settings, best));
        }
        table.print(
                "The rules of other tools beside the judge: " + TextTable.number(perSecond)
                        + " requests a second, candidate at " + TextTable.percent(SHARE) + ", baseline failing "
                        + TextTable.percent(BASELINE) + ", fault from the start, median of " + settings.part(5)
                        + " runs (times the judge's failed requests)",
                out);
    }

    private static List<Entry> entries(int perSecond, Settings settings) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry("judge, whole", "alpha 1 %", () -> new JudgeAtWork(WorldsTable.judge(Plans.usual()))));
        entries.add(new Entry(
                "its error test alone", "alpha 1 %", () -> new ErrorTest(Settings.ALPHA, 3, BASELINE, perSecond)));
        for (PolledRule.Rule rule : RULES) {
            entries.add(entry(rule, "below " + TextTable.percent(1 - rule.highest())));
        }
        entries.add(new Entry("Kayenta, minutes", "one look at 10", () -> new KayentaRule(10, 1_000)));
        entries.add(new Entry("Kayenta, minutes", "from 10, each minute", () -> new KayentaRule(10, 1)));
        for (PolledRule.Rule rule : RULES) {
            double tuned = tune(rule, perSecond, settings);
            entries.add(entry(rule.tuned(tuned), "tuned: below " + TextTable.percent(1 - tuned)));
        }
        return entries;
    }

    private static Entry entry(PolledRule.Rule rule, String set) {
        return new Entry(rule.name(), set, () -> new PolledRule(rule));
    }

    private static String[] row(Entry entry, int perSecond, Settings settings, double[] best) {
        var cells = new ArrayList<String>();
        cells.add(entry.name());
        cells.add(entry.set());
        Scene good = Scene.steady(perSecond, BASELINE, BASELINE);
        cells.add(TextTable.percent(rollbacks(entry, good, HEALTHY_SECONDS, settings)));
        cells.add(TextTable.percent(rollbacks(entry, good.failing(OUTAGE, OUTAGE), HEALTHY_SECONDS, settings)));
        for (int i = 0; i < RATES.length; i++) {
            cells.add(found(entry, Scene.steady(perSecond, BASELINE, RATES[i]), settings, best, i));
        }
        return cells.toArray(String[]::new);
    }

    private static String found(Entry entry, Scene scene, Settings settings, double[] best, int rate) {
        var seconds = new Sample();
        var failed = new Sample();
        var runs = watch(entry, scene, PATIENCE_SECONDS, settings.part(5), settings.seed());
        runs.stream().filter(WatchedRun::isOver).forEach(run -> {
            seconds.add(run.seconds());
            failed.add(run.failed());
        });
        if (seconds.size() * 2 < runs.size()) {
            return "not in an hour";
        }
        double harm = failed.quantile(0.5);
        best[rate] = best[rate] == 0 ? harm : best[rate];
        return TextTable.number(seconds.quantile(0.5)) + " s, " + TextTable.number(harm) + " (x"
                + TextTable.number(harm / best[rate]) + ")";
    }

    private static double rollbacks(Entry entry, Scene scene, int seconds, Settings settings) {
        var runs = watch(entry, scene, seconds, settings.part(5), settings.seed() + 1);
        return (double) runs.stream().filter(WatchedRun::isOver).count() / runs.size();
    }

    private static List<WatchedRun> watch(Entry entry, Scene scene, int seconds, int runs, long seed) {
        var root = new SplittableRandom(seed);
        var watched = new ArrayList<WatchedRun>();
        for (int i = 0; i < runs; i++) {
            SplittableRandom random = root.split();
            watched.add(WatchedRun.of(new World(scene, random), entry.make().get(), SHARE, seconds));
        }
        return watched;
    }

    /** The highest failing rate at which the rule rolls back at most one good candidate in a hundred. */
    private static double tune(PolledRule.Rule rule, int perSecond, Settings settings) {
        var lines = new Sample();
        var root = new SplittableRandom(settings.seed() + 2);
        for (int i = 0; i < settings.part(2); i++) {
            SplittableRandom random = root.split();
            var watched = new PolledRule(rule.tuned(1));
            WatchedRun.of(
                    new World(Scene.steady(perSecond, BASELINE, BASELINE), random), watched, SHARE, HEALTHY_SECONDS);
            lines.add(watched.wouldHaveRolledBackBelow());
        }
        return lines.quantile(1 - Settings.ALPHA);
    }
}
