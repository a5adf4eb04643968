package io.crossfade.planfile;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.plan.Window;
import java.time.Instant;
import java.util.List;

/** The declaration of {@code window:}. */
final class Windows {

    private static final Field<Instant> NOT_BEFORE =
            Field.optional("not-before", Shapes.instant(), "the first shift waits for this time");
    private static final Field<Instant> NOT_AFTER =
            Field.optional("not-after", Shapes.instant(), "no shift starts after this time");

    private Windows() {}

    static Shape<Window> shape() {
        Shape<Window> window = Shapes.object(
                List.of(NOT_BEFORE, NOT_AFTER), values -> new Window(values.find(NOT_BEFORE), values.find(NOT_AFTER)));
        return Shapes.atLeastOne(window, NOT_BEFORE.name(), NOT_AFTER.name());
    }
}
