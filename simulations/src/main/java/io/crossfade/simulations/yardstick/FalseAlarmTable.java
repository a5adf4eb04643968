package io.crossfade.simulations.yardstick;

import java.io.PrintStream;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * How often a candidate that fails exactly as often as it may is rolled back, looked at after every request. The worst
 * case: any better candidate is rolled back less often.
 */
final class FalseAlarmTable implements Table {

    /** Requests of both clusters in a run: more than a quarter of an hour at a thousand a second. */
    static final long REQUESTS = 1_000_000;

    private static final double[][] CELLS = {{0.001, 0.01}, {0.001, 0.05}, {0.001, 0.5}, {0.01, 0.05}, {0.01, 0.5}};
    private static final double CONFIDENCE = 0.99;

    @Override
    public String name() {
        return "false-alarms";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table = new TextTable(
                "both fail", "share", "error test", "upper 99 % bound", "with three failed", "upper 99 % bound");
        for (double[] cell : CELLS) {
            Proportion bare = alarms(cell[0], cell[1], 0, REQUESTS, settings);
            Proportion supported = alarms(cell[0], cell[1], 3, REQUESTS, settings);
            table.row(
                    TextTable.percent(cell[0]),
                    TextTable.percent(cell[1]),
                    TextTable.percent(bare.value()),
                    TextTable.percent(bare.upper(CONFIDENCE)),
                    TextTable.percent(supported.value()),
                    TextTable.percent(supported.upper(CONFIDENCE)));
        }
        table.print(
                "False alarms within " + TextTable.number(REQUESTS) + " requests, looked at after each, alpha 1 %, "
                        + settings.runs() + " runs",
                out);
    }

    /** How often the judge's comparison of error rates rolls back where both clusters fail at {@code rate}. */
    static Proportion alarms(double rate, double share, int leastFailed, long requests, Settings settings) {
        return alarms(
                Scene.steady(Fault.PER_SECOND, rate, rate),
                share,
                () -> new ErrorTest(Settings.ALPHA, leastFailed, rate, Fault.PER_SECOND),
                requests,
                settings);
    }

    static Proportion alarms(
            Scene scene, double share, Supplier<Contender> contender, long requests, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        long alarms = 0;
        for (int i = 0; i < settings.runs(); i++) {
            alarms += isAlarmed(new World(scene, root.split()), share, contender.get(), requests) ? 1 : 0;
        }
        return new Proportion(alarms, settings.runs());
    }

    private static boolean isAlarmed(World world, double share, Contender contender, long requests) {
        var request = new Request();
        contender.share(share, 0);
        for (long i = 0; i < requests; i++) {
            world.next(share, request);
            contender.observe(request);
            if (contender.rollsBack(request.nanos)) {
                return true;
            }
        }
        return false;
    }
}
