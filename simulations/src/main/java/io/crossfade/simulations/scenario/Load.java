package io.crossfade.simulations.scenario;

import io.crossfade.simulations.world.RatedArrivals.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How requests come.
 *
 * @param perSecond over all load balancers together, while nothing below says otherwise
 * @param even true for evenly apart, false for independent of each other
 * @param daily how the rate goes up and down
 * @param bursts short crowds, again and again
 * @param flash one crowd
 * @param series rates that were recorded, in place of {@code perSecond}
 */
public record Load(
        int perSecond,
        boolean even,
        Optional<Daily> daily,
        Optional<Bursts> bursts,
        Optional<Flash> flash,
        Optional<Series> series) {

    /** 500 requests a second that know nothing of each other. */
    public static final Load USUAL =
            new Load(500, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Rates as a monitoring system has recorded them, one after the other and then from the first again.
     *
     * @param every how long each lasts
     * @param rates requests a second, each 0 or more, one of them above 0
     */
    public record Series(Duration every, List<Integer> rates) {
        public Series {
            rates = List.copyOf(rates);
        }

        private int at(double seconds) {
            long place = (long) (seconds / Load.seconds(every));
            return rates.get((int) (place % rates.size()));
        }
    }

    /**
     * A wave from the whole rate down to {@code least} of it and back.
     *
     * @param least a fraction
     * @param period from one top to the next
     */
    public record Daily(double least, Duration period) {}

    /**
     * Every so often for so long so many times the rate.
     *
     * @param times 3 for three times the rate
     */
    public record Bursts(double times, Duration every, Duration each) {}

    /**
     * Once so many times the rate.
     *
     * @param at since the beginning
     * @param rise how long it takes to come and to go
     * @param lasting at its top
     */
    public record Flash(double times, Duration at, Duration rise, Duration lasting) {}

    /** The rate at each time. */
    public Rate rate() {
        return nanos -> {
            double seconds = nanos / 1e9;
            double rate = series.map(recorded -> recorded.at(seconds)).orElse(perSecond);
            if (daily.isPresent()) {
                rate *= daily(daily.get(), seconds);
            }
            if (bursts.isPresent()) {
                var crowd = bursts.get();
                rate *= seconds % seconds(crowd.every()) < seconds(crowd.each()) ? crowd.times() : 1;
            }
            if (flash.isPresent()) {
                rate *= flash(flash.get(), seconds);
            }
            return rate;
        };
    }

    private static double daily(Daily wave, double seconds) {
        double height = (1 + StrictMath.cos(2 * Math.PI * seconds / seconds(wave.period()))) / 2;
        return wave.least() + (1 - wave.least()) * height;
    }

    private static double flash(Flash crowd, double seconds) {
        double rise = Math.max(0.1, seconds(crowd.rise()));
        double since = seconds - seconds(crowd.at());
        double left = since - rise - seconds(crowd.lasting());
        double height = since < 0 ? 0 : Math.min(1, since / rise);
        height = left > 0 ? Math.max(0, 1 - left / rise) : height;
        return 1 + (crowd.times() - 1) * height;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
