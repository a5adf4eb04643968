package io.crossfade.simulations.yardstick;

import java.util.Arrays;

/**
 * Kayenta's judge with one metric, the failing rate in percent minute by minute, that may not increase. It looks at all
 * minutes so far, for the first time after {@code firstLook} of them and then every {@code everyLook}; the sooner it
 * begins the more often it is wrong, and nothing bounds how often.
 */
final class KayentaRule implements Contender {

    private static final int MINUTE = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final int firstLook;
    private final int everyLook;
    private final Polled candidate = new Polled();
    private final Polled baseline = new Polled();
    private double[] experiment = {};
    private double[] control = {};
    private long minute;
    private boolean rollsBack;

    KayentaRule(int firstLook, int everyLook) {
        this.firstLook = firstLook;
        this.everyLook = everyLook;
    }

    @Override
    public void share(double share, long nanos) {
        // It compares the two whatever their parts are.
    }

    @Override
    public void observe(Request request) {
        (request.isCandidate ? candidate : baseline).observe(request.isFailed, request.nanos);
    }

    @Override
    public boolean rollsBack(long nanos) {
        while (!rollsBack && (minute + 1) * MINUTE_NANOS <= nanos) {
            minute++;
            experiment = with(experiment, rate(candidate, minute * MINUTE_NANOS));
            control = with(control, rate(baseline, minute * MINUTE_NANOS));
            rollsBack = minute >= firstLook
                    && (minute - firstLook) % everyLook == 0
                    && experiment.length > 0
                    && control.length > 0
                    && new MannWhitney(experiment, control).isHigh();
        }
        return rollsBack;
    }

    private static double rate(Polled cluster, long at) {
        long requests = cluster.requests(MINUTE, at);
        return requests == 0 ? Double.NaN : 100.0 * cluster.failed(MINUTE, at) / requests;
    }

    /** What is not a number is left out. */
    private static double[] with(double[] values, double next) {
        if (Double.isNaN(next)) {
            return values;
        }
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = next;
        return longer;
    }
}
