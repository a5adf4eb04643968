package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.sequential.ShareTest;
import java.io.PrintStream;
import java.util.SplittableRandom;

/** How soon a load balancer is found that does not send the candidate the share that it was told. */
final class ShareTable implements Table {

    private static final double TOLD = 0.05;
    private static final double[] REAL = {0, 0.04, 0.05, 0.053, 0.06, 0.1, 0.5};
    private static final long MOST = 100_000;
    private static final double TOLERATED = 0.1;

    @Override
    public String name() {
        return "share";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table = new TextTable("real share", "limit", "exact", "a tenth tolerated");
        for (double real : REAL) {
            table.row(
                    TextTable.percent(real),
                    TextTable.number(-Math.log(ShareTest.ALPHA) / divergence(real)),
                    found(real, 0, settings),
                    found(real, TOLERATED, settings));
        }
        table.print(
                "A share that was told as " + TextTable.percent(TOLD) + ", alpha "
                        + TextTable.percent(ShareTest.ALPHA) + ": requests until it is shown to be off, mean of "
                        + settings.part(5) + " runs of at most " + TextTable.number(MOST),
                out);
    }

    private static double divergence(double real) {
        double on = real == 0 ? 0 : real * Math.log(real / TOLD);
        return on + (1 - real) * Math.log((1 - real) / (1 - TOLD));
    }

    private static String found(double real, double tolerated, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        var requests = new Sample();
        int runs = settings.part(5);
        for (int i = 0; i < runs; i++) {
            long n = run(real, tolerated, root.split());
            if (n < MOST) {
                requests.add((double) n);
            }
        }
        return TextTable.number(requests.mean())
                + (requests.size() == runs ? "" : " (in " + requests.size() + " of " + runs + ")");
    }

    private static long run(double real, double tolerated, SplittableRandom random) {
        var test = new ShareTest(tolerated);
        test.share(TOLD);
        long n = 0;
        while (n < MOST && !test.isOff()) {
            boolean isCandidate = random.nextDouble() < real;
            test.observe(isCandidate ? 0 : 1, isCandidate ? 1 : 0);
            n++;
        }
        return n;
    }
}
