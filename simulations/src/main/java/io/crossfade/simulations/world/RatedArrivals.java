package io.crossfade.simulations.world;

import java.util.concurrent.TimeUnit;

/**
 * Requests at a rate that changes with time: evenly apart, or independently of each other. The rate is looked at ten
 * times a second; between two looks it is constant, so that the gaps are exact (time change of a Poisson process).
 */
public final class RatedArrivals implements Arrivals {

    /** Requests a second, as a function of time since the scenario began. */
    @FunctionalInterface
    public interface Rate {

        /** Requests a second, 0 or more. */
        double at(long nanos);
    }

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Where nothing comes for this long, nothing will. */
    private static final long LONGEST_LULL_NANOS = TimeUnit.DAYS.toNanos(2);

    private static final Quantiles GAPS = Quantiles.exponential();

    private final Rate rate;
    private final boolean independent;
    private final Dice dice;
    private double now;
    private long looked = -LOOK_NANOS;
    private double perNano;

    /**
     * @param independent true for a Poisson process, false for even gaps
     */
    public RatedArrivals(Rate rate, boolean independent, Dice dice) {
        this.rate = rate;
        this.independent = independent;
        this.dice = dice;
    }

    @Override
    public long next() {
        double left = independent ? GAPS.at(dice.unit()) : 1;
        double lull = now + LONGEST_LULL_NANOS;
        while (now < lull) {
            if (now >= looked + LOOK_NANOS) {
                looked += LOOK_NANOS;
                perNano = rate.at(looked) / 1e9;
                continue;
            }
            double until = looked + LOOK_NANOS - now;
            if (left <= perNano * until) {
                now += left / perNano;
                return (long) now;
            }
            left -= perNano * until;
            now = looked + LOOK_NANOS;
        }
        return NEVER;
    }
}
