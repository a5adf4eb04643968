package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The declaration of {@code gate:}, as {@code approval} or as {@code { approval: { within: 2h } }}. */
final class GateShape {

    private static final Field<Duration> WITHIN = Field.withDefault(
            "within",
            Shapes.duration(Duration.ofMillis(1), Durations.LONGEST),
            Gate.DEFAULT_WITHIN,
            "how long the approval is awaited");

    private static final Field<Reaction> THEN = Field.withDefault(
            "then", Shapes.choice(Reaction.class), Reaction.HOLD, "what follows where the approval does not come");

    private GateShape() {}

    static Shape<Gate> shape() {
        Shape<Gate> approval =
                Shapes.object(List.of(WITHIN, THEN), values -> new Gate(values.get(WITHIN), values.get(THEN)));
        return Shapes.either(
                node -> node instanceof Node.Fields,
                Shapes.tagged(Map.of("approval", approval)),
                Shapes.mapped(Shapes.choice(Kind.class), kind -> new Gate(Gate.DEFAULT_WITHIN)));
    }

    /** What may be waited for. */
    private enum Kind {
        APPROVAL
    }
}
