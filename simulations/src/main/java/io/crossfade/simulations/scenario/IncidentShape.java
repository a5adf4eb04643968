package io.crossfade.simulations.scenario;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Share;
import io.crossfade.simulations.scenario.Incident.Kind;
import io.crossfade.simulations.scenario.Incident.Manner;
import io.crossfade.simulations.scenario.Incident.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The declarations of {@code load-balancers:}, {@code signals:}, {@code controller:} and {@code operator:}. */
final class IncidentShape {

    private static final Field<Manner> MANNER =
            Field.required("are", Shapes.choice(Manner.class), "what becomes of writes");
    private static final Field<Duration> BY = Field.required("by", Parts.SOME_TIME, "how long");
    private static final Field<Share> SHARE =
            Field.required("share", Shapes.share(), "the share that the candidate has then");
    private static final Field<Integer> SERVERS =
            Field.required("servers", Shapes.integer(0, Parts.MOST_SERVERS), "how many can take requests");
    private static final Field<Double> RATE = Field.required("rate", Parts.RATE, "how many lines, such as 5%");
    private static final Field<Duration> DOWN =
            Field.required("for", Parts.SOME_TIME, "how long until the next process takes over");
    private static final Field<Boolean> BACK =
            Field.withDefault("back", Shapes.bool(), false, "whether the clock jumps back");

    private IncidentShape() {}

    static Shape<Incident> loadBalancer() {
        var kinds = new LinkedHashMap<String, Shape<? extends Incident>>();
        kinds.put("writes", lasting(true, List.of(MANNER), values -> new Kind.Writes(values.get(MANNER))));
        kinds.put("slow-answers", lasting(true, List.of(BY), values -> new Kind.Answers(values.get(BY))));
        kinds.put("freeze", lasting(true, List.of(), values -> new Kind.Freeze()));
        kinds.put("unreadable", lasting(true, List.of(), values -> new Kind.Unreadable()));
        kinds.put("reload", momentary(true, List.of(SHARE), values -> new Kind.Reload(values.get(SHARE))));
        kinds.put("hand", momentary(true, List.of(SHARE), values -> new Kind.Hand(values.get(SHARE))));
        kinds.put(
                "usable",
                lasting(
                        true,
                        List.of(Parts.CLUSTER, SERVERS),
                        values -> new Kind.Usable(values.get(Parts.CLUSTER), values.get(SERVERS))));
        return Shapes.tagged(kinds);
    }

    static Shape<Incident> signal() {
        var kinds = new LinkedHashMap<String, Shape<? extends Incident>>();
        kinds.put("lag", lasting(false, List.of(BY), values -> new Kind.Lag(values.get(BY))));
        kinds.put("loss", lasting(false, List.of(RATE), values -> new Kind.Loss(values.get(RATE))));
        kinds.put("duplicates", lasting(false, List.of(RATE), values -> new Kind.Duplicates(values.get(RATE))));
        kinds.put("silence", lasting(false, List.of(), values -> new Kind.Silence()));
        kinds.put("blackout", lasting(false, List.of(), values -> new Kind.Blackout()));
        kinds.put("counters-only", lasting(false, List.of(), values -> new Kind.CountersOnly()));
        kinds.put("detached", lasting(false, List.of(), values -> new Kind.Detached()));
        return Shapes.tagged(kinds);
    }

    static Shape<Incident> controller() {
        var kinds = new LinkedHashMap<String, Shape<? extends Incident>>();
        kinds.put(
                "jump",
                momentary(
                        false,
                        List.of(BY, BACK),
                        values ->
                                new Kind.Jump(values.get(BACK) ? values.get(BY).negated() : values.get(BY))));
        kinds.put("slow-disk", lasting(false, List.of(), values -> new Kind.SlowDisk()));
        kinds.put("stall", momentary(false, List.of(BY), values -> new Kind.Stall(values.get(BY))));
        kinds.put("crash", momentary(false, List.of(DOWN), values -> new Kind.Crash(values.get(DOWN))));
        return Shapes.tagged(kinds);
    }

    static Shape<Incident> operator() {
        var kinds = new LinkedHashMap<String, Shape<? extends Incident>>();
        for (var verb : Verb.values()) {
            kinds.put(verb.name().toLowerCase(Locale.ROOT), momentary(false, List.of(), values -> new Kind.Word(verb)));
        }
        return Shapes.tagged(kinds);
    }

    private static Shape<Incident> lasting(boolean atNode, List<Field<?>> own, Function<Values, Kind> kind) {
        return incident(atNode, own, Parts.STRETCH, Parts::stretch, kind);
    }

    private static Shape<Incident> momentary(boolean atNode, List<Field<?>> own, Function<Values, Kind> kind) {
        return incident(atNode, own, Parts.MOMENT, Parts::moment, kind);
    }

    private static Shape<Incident> incident(
            boolean atNode,
            List<Field<?>> own,
            List<Field<?>> time,
            Function<Values, When> when,
            Function<Values, Kind> kind) {
        var fields = new ArrayList<Field<?>>(own);
        fields.addAll(time);
        if (atNode) {
            fields.add(Parts.NODE);
        }
        return Shapes.object(
                fields,
                values -> new Incident(
                        when.apply(values), atNode ? values.find(Parts.NODE) : Optional.empty(), kind.apply(values)));
    }
}
