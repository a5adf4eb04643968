package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Bake;
import java.time.Duration;
import java.util.List;

/**
 * The declaration of {@code bake:}: {@code 5m}, {@code { at-least: 5m, at-most: 20m }}, or {@code { for: 10m, at-least:
 * 30s }} where certificates may end the step early.
 */
final class BakeShape {

    private static final Shape<Duration> SOME_TIME = Shapes.duration(Duration.ofMillis(1), Durations.LONGEST);

    private static final String LEAST = "the time that the step must survive";
    private static final String MOST = "the time after which the cutover is held";

    private static final Field<Duration> AT_LEAST = Field.required("at-least", Shapes.duration(), LEAST);
    private static final Field<Duration> AT_MOST = Field.required("at-most", SOME_TIME, MOST);

    private static final String WHOLE =
            "the time of a step that may end early, from at-least on, where it is certified";
    private static final Field<Duration> FULL = Field.required("for", SOME_TIME, WHOLE);
    private static final Field<Duration> NO_FULL = Field.optional(FULL.name(), SOME_TIME, WHOLE);
    private static final Field<Duration> EARLY = Field.optional(AT_LEAST.name(), Shapes.duration(), LEAST);
    private static final Field<Duration> LATE =
            Field.optional(AT_MOST.name(), SOME_TIME, MOST + ", three times for where it is not said");

    private BakeShape() {}

    static Shape<Bake> shape() {
        Shape<Bake> early = Shapes.object(List.of(FULL, EARLY, LATE), BakeShape::early);
        Shape<Bake> plain = Shapes.object(List.of(NO_FULL, AT_LEAST, AT_MOST), BakeShape::plain);
        return Shapes.either(
                node -> node instanceof Node.Fields,
                Shapes.either(BakeShape::hasFor, early, plain),
                Shapes.mapped(SOME_TIME, Bake::of));
    }

    /** True where a bake was given as a whole time that may be cut short. */
    static boolean hasFor(Node node) {
        return node instanceof Node.Fields mapping && mapping.entry(FULL.name()).isPresent();
    }

    private static Bake early(Values values) {
        var full = values.get(FULL);
        var atLeast = values.find(EARLY).orElse(full);
        var atMost = values.find(LATE).orElse(full.multipliedBy(Bake.PATIENCE));
        boolean isEarly = atLeast.compareTo(full) <= 0;
        boolean isLate = atMost.compareTo(full) >= 0;
        if (!isEarly) {
            values.problem(EARLY, Durations.text(atLeast), Durations.text(full) + " or less, as for says");
        }
        if (!isLate) {
            values.problem(LATE, Durations.text(atMost), Durations.text(full) + " or more, as for says");
        }
        // Where something is wrong the value is thrown away; it must be one all the same.
        return isEarly && isLate ? new Bake(atLeast, full, atMost) : Bake.of(full);
    }

    private static Bake plain(Values values) {
        var atLeast = values.get(AT_LEAST);
        var atMost = values.get(AT_MOST);
        if (atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException("at-most: " + Durations.text(atMost) + " (expected: "
                    + Durations.text(atLeast) + " or more, as at-least says)");
        }
        return new Bake(atLeast, atMost);
    }
}
