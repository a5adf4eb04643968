package io.crossfade.simulations.scenario;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The fields that several parts of a scenario have. */
final class Parts {

    static final int MOST_SERVERS = 16;

    static final Shape<Duration> SOME_TIME = Shapes.duration(Duration.ofMillis(1), Durations.LONGEST);
    static final Shape<Double> RATE = Shapes.checked(Shapes.percent(), rate -> rate > 0, "above 0% and at most 100%");
    static final Shape<Double> TIMES =
            Shapes.checked(Shapes.ratio(), times -> times >= 1, "100% or more; 300% is three times");

    static final Field<Duration> AT = Field.withDefault(
            "at", Shapes.duration(), Duration.ZERO, "how long after the beginning, or after the share was reached");
    static final Field<Share> REACHED =
            Field.optional("reached", Shapes.share(), "the share that the candidate must first have had");
    static final Field<Duration> FOR = Field.optional("for", SOME_TIME, "how long it lasts; for ever where absent");
    static final Field<Integer> NODE =
            Field.optional("node", Shapes.integer(1, 64), "the one load balancer, from 1; all where absent");
    static final Field<Cluster> CLUSTER =
            Field.required("in", Shapes.choice(Cluster.class), "the cluster: baseline or candidate");
    static final List<Field<?>> MOMENT = List.of(AT, REACHED);
    static final List<Field<?>> STRETCH = List.of(AT, REACHED, FOR);

    private Parts() {}

    static When moment(Values values) {
        return new When(values.get(AT), values.find(REACHED), Optional.empty());
    }

    static When stretch(Values values) {
        return new When(values.get(AT), values.find(REACHED), values.find(FOR));
    }

    /** A list that may be absent. */
    static <T> Field<List<T>> many(String name, Shape<T> shape, String doc) {
        return Field.withDefault(name, Shapes.list(shape, 0, 50), List.of(), doc);
    }
}
