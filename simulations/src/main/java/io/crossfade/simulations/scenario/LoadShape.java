package io.crossfade.simulations.scenario;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.simulations.scenario.Load.Bursts;
import io.crossfade.simulations.scenario.Load.Daily;
import io.crossfade.simulations.scenario.Load.Flash;
import io.crossfade.simulations.scenario.Load.Series;
import java.time.Duration;
import java.util.List;

/** The declaration of {@code traffic:}. */
final class LoadShape {

    private enum Apart {
        EVENLY,
        AT_RANDOM
    }

    private static final Field<Integer> RATE = Field.withDefault(
            "rate", Shapes.integer(1, 1_000_000), Load.USUAL.perSecond(), "requests a second, over all load balancers");
    private static final Field<Apart> APART =
            Field.withDefault("apart", Shapes.choice(Apart.class), Apart.AT_RANDOM, "how far requests are apart");

    private static final Field<Double> LEAST =
            Field.required("least", Parts.RATE, "what is left of the rate at its lowest");
    private static final Field<Duration> PERIOD =
            Field.withDefault("period", Parts.SOME_TIME, Duration.ofHours(24), "from one top to the next");
    private static final Field<Daily> DAILY = Field.optional(
            "daily",
            Shapes.object(List.of(LEAST, PERIOD), values -> new Daily(values.get(LEAST), values.get(PERIOD))),
            "a wave, beginning at its top");

    private static final Field<Double> TIMES =
            Field.required("times", Parts.TIMES, "how many times the rate, such as 300%");
    private static final Field<Duration> EVERY = Field.required("every", Parts.SOME_TIME, "how far apart");
    private static final Field<Duration> EACH = Field.required("each", Parts.SOME_TIME, "how long each lasts");
    private static final Field<Bursts> BURSTS = Field.optional(
            "bursts", Shapes.object(List.of(TIMES, EVERY, EACH), LoadShape::bursts), "short crowds, again and again");

    private static final Field<Duration> AT = Field.required("at", Shapes.duration(), "since the beginning");
    private static final Field<Duration> RISE =
            Field.withDefault("rise", Shapes.duration(), Duration.ofSeconds(10), "how long it takes to come and to go");
    private static final Field<Duration> FOR = Field.required("for", Parts.SOME_TIME, "how long it stays");
    private static final Field<Flash> FLASH = Field.optional(
            "flash",
            Shapes.object(
                    List.of(TIMES, AT, RISE, FOR),
                    values -> new Flash(values.get(TIMES), values.get(AT), values.get(RISE), values.get(FOR))),
            "one crowd");

    private static final int MOST_RATES = 10_000;
    private static final Field<List<Integer>> RATES = Field.required(
            "rates",
            Shapes.list(Shapes.integer(0, 1_000_000), 1, MOST_RATES),
            "requests a second, one after the other, then from the first again");
    private static final Field<Series> SERIES = Field.optional(
            "recorded",
            Shapes.object(List.of(EVERY, RATES), LoadShape::series),
            "rates as they were recorded, in place of the rate");

    private LoadShape() {}

    static Shape<Load> shape() {
        return Shapes.object(
                List.of(RATE, APART, DAILY, BURSTS, FLASH, SERIES),
                values -> new Load(
                        values.get(RATE),
                        values.get(APART) == Apart.EVENLY,
                        values.find(DAILY),
                        values.find(BURSTS),
                        values.find(FLASH),
                        values.find(SERIES)));
    }

    private static Series series(Values values) {
        if (values.get(RATES).stream().allMatch(rate -> rate == 0)) {
            values.problem(RATES, "no request at any time", "a rate above 0");
        }
        return new Series(values.get(EVERY), values.get(RATES));
    }

    private static Bursts bursts(Values values) {
        if (values.get(EACH).compareTo(values.get(EVERY)) >= 0) {
            values.problem(EACH, "no shorter than every", "less than the time from one to the next");
        }
        return new Bursts(values.get(TIMES), values.get(EVERY), values.get(EACH));
    }
}
