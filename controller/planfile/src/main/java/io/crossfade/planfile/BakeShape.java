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

/** The declaration of {@code bake:}, as {@code 5m} or as {@code { at-least: 5m, at-most: 20m }}. */
final class BakeShape {

    private static final Shape<Duration> SOME_TIME = Shapes.duration(Duration.ofMillis(1), Durations.LONGEST);
    private static final Field<Duration> AT_LEAST =
            Field.required("at-least", Shapes.duration(), "the time that the step must survive");
    private static final Field<Duration> AT_MOST =
            Field.required("at-most", SOME_TIME, "the time after which the cutover is held");

    private BakeShape() {}

    static Shape<Bake> shape() {
        return Shapes.either(
                node -> node instanceof Node.Fields,
                Shapes.object(List.of(AT_LEAST, AT_MOST), BakeShape::bake),
                Shapes.mapped(SOME_TIME, Bake::of));
    }

    private static Bake bake(Values values) {
        var atLeast = values.get(AT_LEAST);
        var atMost = values.get(AT_MOST);
        if (atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException("at-most: " + Durations.text(atMost) + " (expected: "
                    + Durations.text(atLeast) + " or more, as at-least says)");
        }
        return new Bake(atLeast, atMost);
    }
}
