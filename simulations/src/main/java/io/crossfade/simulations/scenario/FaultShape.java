package io.crossfade.simulations.scenario;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import io.crossfade.simulations.scenario.Fault.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The declaration of one of {@code faults:}. */
final class FaultShape {

    private enum Where {
        BASELINE,
        CANDIDATE,
        BOTH
    }

    private static final Field<Where> IN = Field.required(
            "in", Shapes.choice(Where.class), "the cluster: baseline, candidate, or both for what they share");
    private static final Field<Integer> SERVER =
            Field.optional("server", Shapes.integer(1, Parts.MOST_SERVERS), "the one server, from 1; all where absent");
    private static final Field<Share> ABOVE =
            Field.optional("above", Shapes.share(), "in force only while the candidate has more than this share");
    private static final Field<Duration> GROWING =
            Field.optional("growing", Parts.SOME_TIME, "how long it takes to its full extent");
    private static final Field<Double> RATE = Field.required("rate", Parts.RATE, "how many requests, such as 5%");
    private static final Field<Double> TIMES =
            Field.required("times", Parts.TIMES, "how many times as long, such as 300%");
    private static final Field<Duration> BY = Field.required("by", Parts.SOME_TIME, "how much longer");
    private static final Field<Integer> PER_SECOND =
            Field.required("per-second", Shapes.integer(1, 1_000_000), "requests a second at most");
    private static final Field<Duration> EVERY = Field.required("every", Parts.SOME_TIME, "how far apart");
    private static final Field<Duration> EACH = Field.required("each", Parts.SOME_TIME, "how long each lasts");

    private FaultShape() {}

    static Shape<Fault> shape() {
        var kinds = new LinkedHashMap<String, Shape<? extends Fault>>();
        kinds.put("errors", fault(List.of(RATE), values -> new Effect.Errors(values.get(RATE))));
        kinds.put("hang", fault(List.of(RATE), values -> new Effect.Hang(values.get(RATE))));
        kinds.put("slow", fault(List.of(TIMES), values -> new Effect.Slow(values.get(TIMES))));
        kinds.put("delay", fault(List.of(BY), values -> new Effect.Delay(values.get(BY))));
        kinds.put("down", fault(List.of(), values -> new Effect.Down()));
        kinds.put("capacity", fault(List.of(PER_SECOND), values -> new Effect.Capacity(values.get(PER_SECOND))));
        kinds.put("clusters", fault(List.of(RATE, EVERY, EACH), FaultShape::clusters));
        kinds.put("pauses", fault(List.of(EVERY, EACH), FaultShape::pauses));
        return Shapes.tagged(kinds);
    }

    private static Effect clusters(Values values) {
        requireShorter(values);
        return new Effect.Clusters(values.get(RATE), values.get(EVERY), values.get(EACH));
    }

    private static Effect pauses(Values values) {
        requireShorter(values);
        return new Effect.Pauses(values.get(EVERY), values.get(EACH));
    }

    private static void requireShorter(Values values) {
        if (values.get(EACH).compareTo(values.get(EVERY)) >= 0) {
            values.problem(EACH, "no shorter than every", "less than the time from one to the next");
        }
    }

    private static Shape<Fault> fault(List<Field<?>> own, Function<Values, Effect> effect) {
        var fields = new ArrayList<Field<?>>(own);
        fields.addAll(Parts.STRETCH);
        fields.addAll(List.of(IN, SERVER, ABOVE));
        // Only what has an extent can grow.
        boolean grows = (own.contains(RATE) && own.size() == 1) || own.contains(TIMES) || own.contains(BY);
        if (grows) {
            fields.add(GROWING);
        }
        return Shapes.object(fields, values -> {
            var in = values.get(IN);
            if (values.find(ABOVE).filter(Share::isAll).isPresent()) {
                values.problem(ABOVE, "100%, which nothing is above", "less than 100%");
            }
            return new Fault(
                    Parts.stretch(values),
                    in == Where.BOTH
                            ? Optional.empty()
                            : Optional.of(in == Where.CANDIDATE ? Cluster.CANDIDATE : Cluster.BASELINE),
                    values.find(SERVER),
                    values.find(ABOVE),
                    grows ? values.find(GROWING) : Optional.empty(),
                    effect.apply(values));
        });
    }
}
