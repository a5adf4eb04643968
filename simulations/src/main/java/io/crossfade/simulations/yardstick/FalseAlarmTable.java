package io.crossfade.simulations.yardstick;

import java.io.PrintStream;
import java.util.SplittableRandom;

/**
 * How often a candidate that fails exactly as often as it may is rolled back, looked at after every request. The worst
 * case: any better candidate is rolled back less often.
 */
final class FalseAlarmTable implements Table {

    /** Requests of both clusters in a run: more than a quarter of an hour at a thousand a second. */
    static final long REQUESTS = 1_000_000;

    private static final double[][] CELLS = {{0.001, 0.01}, {0.001, 0.05}, {0.001, 0.5}, {0.01, 0.05}, {0.01, 0.5}};
    private static final double CONFIDENCE = 0.99;

    /** Fewer failed requests of the candidate support no rollback. */
    private static final int SUPPORT = 3;

    /** How often a run raised an alarm, and how often one that three failed requests support. */
    record Alarms(Proportion bare, Proportion supported) {}

    @Override
    public String name() {
        return "false-alarms";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table = new TextTable(
                "both fail", "share", "error test", "upper 99 % bound", "with three failed", "upper 99 % bound");
        for (double[] cell : CELLS) {
            Alarms alarms = alarms(cell[0], cell[1], REQUESTS, settings);
            table.row(
                    TextTable.percent(cell[0]),
                    TextTable.percent(cell[1]),
                    TextTable.percent(alarms.bare().value()),
                    TextTable.percent(alarms.bare().upper(CONFIDENCE)),
                    TextTable.percent(alarms.supported().value()),
                    TextTable.percent(alarms.supported().upper(CONFIDENCE)));
        }
        table.print(
                "False alarms within " + TextTable.number(REQUESTS) + " requests, looked at after each, alpha 1 %, "
                        + settings.runs() + " runs",
                out);
    }

    /** How often the judge's comparison of error rates rolls back where both clusters fail at {@code rate}. */
    static Alarms alarms(double rate, double share, long requests, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        int bare = 0;
        int supported = 0;
        for (int i = 0; i < settings.runs(); i++) {
            var world = new World(Scene.steady(Fault.PER_SECOND, rate, rate), root.split());
            var test = new ErrorTest(Settings.ALPHA, 0, rate, Fault.PER_SECOND);
            test.share(share, 0);
            long left = watch(world, share, test, requests);
            bare += left >= 0 ? 1 : 0;
            while (left >= 0 && test.failed() < SUPPORT) {
                left = watch(world, share, test, left);
            }
            supported += left >= 0 ? 1 : 0;
        }
        return new Alarms(new Proportion(bare, settings.runs()), new Proportion(supported, settings.runs()));
    }

    /** How many of the requests are left after an alarm; -1 where there was none. */
    private static long watch(World world, double share, Contender contender, long requests) {
        var request = new Request();
        for (long left = requests - 1; left >= 0; left--) {
            world.next(share, request);
            contender.observe(request);
            if (contender.rollsBack(request.nanos)) {
                return left;
            }
        }
        return -1;
    }
}
