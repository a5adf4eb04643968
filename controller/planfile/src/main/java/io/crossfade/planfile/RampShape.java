package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The declaration of {@code ramp:}, which stands for steps: the share rises from {@code from} to {@code to} within
 * {@code over}, a step each {@code every}, and the last step has the bake.
 */
final class RampShape {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Field<Share> FROM = Field.required(
            "from",
            Shapes.checked(Shapes.share(), share -> !share.isNone() && !share.isAll(), "above 0% and below 100%"),
            "the share of the first step");
    private static final Field<Share> TO = Field.required(
            "to",
            Shapes.checked(Shapes.share(), Share::isAll, "100%, for a cutover ends with all traffic"),
            "the share of the last step");
    private static final Field<Duration> OVER = Field.required(
            "over", Shapes.duration(LEAST, Durations.LONGEST), "the time from the first step to the last");
    private static final Field<Curve> CURVE =
            Field.withDefault("curve", Shapes.choice(Curve.class), Curve.LINEAR, "how the share rises with time");
    private static final Field<Duration> EVERY = Field.withDefault(
            "every", Shapes.duration(LEAST, Durations.LONGEST), Duration.ofMinutes(1), "the time between two steps");
    private static final Field<Bake> BAKE = Field.withDefault(
            "bake", BakeShape.shape(), Bake.of(Duration.ofMinutes(5)), "the time that the last step must survive");

    private RampShape() {}

    static Shape<List<Step>> shape() {
        return Shapes.object(List.of(FROM, TO, OVER, CURVE, EVERY, BAKE), RampShape::steps);
    }

    private static List<Step> steps(Values values) {
        long over = values.get(OVER).toMillis();
        long every = values.get(EVERY).toMillis();
        long rises = (over + every - 1) / every;
        if (rises >= StepsShape.MOST) {
            throw new IllegalArgumentException("every: " + Durations.text(values.get(EVERY)) + " makes " + (rises + 1)
                    + " steps (expected: at most " + StepsShape.MOST + ")");
        }
        var steps = new ArrayList<Step>();
        var share = values.get(FROM);
        long since = 0;
        for (long rise = 1; rise <= rises; rise++) {
            // The last rise may come sooner than every, never later than over.
            long time = Math.min(rise * every, over);
            var next = values.get(CURVE).share(values.get(FROM), values.get(TO), (double) time / over);
            // Where the share rises by less than a share can tell apart, the step goes on.
            if (next.compareTo(share) > 0) {
                steps.add(step(share, Bake.of(Duration.ofMillis(time - since)), steps.size()));
                share = next;
                since = time;
            }
        }
        steps.add(step(share, values.get(BAKE), steps.size()));
        return List.copyOf(steps);
    }

    private static Step step(Share share, Bake bake, int index) {
        return new Step(share, bake, Optional.empty(), index > 0);
    }

    /** How the share rises with time. */
    private enum Curve {
        /** By equal differences. */
        LINEAR {
            @Override
            double parts(double from, double to, double progress) {
                return from + (to - from) * progress;
            }
        },
        /** By equal factors: small at first, where least is known. */
        EXPONENTIAL {
            @Override
            double parts(double from, double to, double progress) {
                return from * StrictMath.pow(to / from, progress);
            }
        };

        abstract double parts(double from, double to, double progress);

        /** The share at {@code progress}, from 0 to 1. */
        Share share(Share from, Share to, double progress) {
            return new Share((int) Math.round(parts(from.parts(), to.parts(), progress)));
        }
    }
}
