package io.crossfade.core.machine;

import io.crossfade.core.plan.Cluster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state as plain names and values, for a journal: texts, whole numbers and truth values in a fixed order, the state's
 * name first. States are nobody's business outside of the machine, yet each must come back as it was.
 */
public final class StateForm {

    private static final String NAME = "name";
    private static final String STEP = "step";
    private static final String FROM = "from";
    private static final String REASON = "reason";
    private static final String SINCE = "sinceNanos";
    private static final String LEAVE = "leave";
    private static final String APPROVED = "approved";
    private static final String ACCEPTED = "accepted";
    private static final String THEN = "then";
    private static final String ENDING = "ending";
    private static final String AIM = "aim";
    private static final String FORCE = "force";
    private static final String CLUSTER = "cluster";
    private static final String DRAINED = "drained";

    private final Map<String, Object> values;

    private StateForm(Map<String, Object> values) {
        this.values = values;
    }

    /** {@code state} as values. */
    public static Map<String, Object> of(State state) {
        var values = new LinkedHashMap<String, Object>();
        values.put(NAME, state.name());
        new StateForm(values).fill(state);
        return values;
    }

    /**
     * The state that {@link #of} gave {@code values} for.
     *
     * @throws IllegalArgumentException where they are no state's
     */
    public static State read(Map<String, Object> values) {
        return new StateForm(values).state();
    }

    private void fill(State state) {
        if (state instanceof Waiting waiting) {
            values.put(REASON, waiting.reason());
        } else if (state instanceof Shifting shifting) {
            values.put(STEP, shifting.step());
            values.put(FROM, shifting.from());
            values.put(SINCE, shifting.sinceNanos());
        } else if (state instanceof Baking baking) {
            values.put(STEP, baking.step());
            values.put(SINCE, baking.sinceNanos());
            values.put(LEAVE, baking.leave().name());
        } else if (state instanceof AwaitingGate awaiting) {
            values.put(STEP, awaiting.step());
            values.put(SINCE, awaiting.sinceNanos());
            values.put(APPROVED, awaiting.approved());
            values.put(ACCEPTED, awaiting.accepted());
        } else if (state instanceof Holding holding) {
            values.put(STEP, holding.step());
            values.put(REASON, holding.reason());
            values.put(SINCE, holding.sinceNanos());
        } else if (state instanceof Recovering recovering) {
            values.put(STEP, recovering.step());
            values.put(SINCE, recovering.sinceNanos());
        } else {
            fillWayBack(state);
        }
    }

    private void fillWayBack(State state) {
        if (state instanceof Restoring restoring) {
            values.put(STEP, restoring.step());
            values.put(REASON, restoring.reason());
            values.put(SINCE, restoring.sinceNanos());
            restoring.then().ifPresent(ending -> values.put(THEN, ending.name()));
        } else if (state instanceof RollingBack back) {
            values.put(ENDING, back.ending().name());
            values.put(REASON, back.reason());
            values.put(SINCE, back.sinceNanos());
            values.put(FORCE, back.force());
        } else if (state instanceof Draining draining) {
            values.put(ENDING, draining.ending().name());
            values.put(STEP, draining.step());
            values.put(CLUSTER, draining.cluster().name());
            values.put(SINCE, draining.sinceNanos());
            values.put(DRAINED, draining.drained());
        } else if (state instanceof Ended ended) {
            values.put(ENDING, ended.ending().name());
            values.put(REASON, ended.reason());
            values.put(STEP, ended.step());
            if (ended.aim() != ended.ending()) {
                values.put(AIM, ended.aim().name());
            }
        } else {
            throw new IllegalArgumentException("state: " + state.name() + " (expected: one that has a form)");
        }
    }

    private State state() {
        return switch (text(NAME)) {
            case "waiting" -> new Waiting(text(REASON));
            case "shifting" -> new Shifting(step(STEP), step(FROM), number(SINCE));
            case "baking" -> new Baking(step(STEP), number(SINCE), Baking.Leave.valueOf(text(LEAVE)));
            case "awaiting-gate" -> new AwaitingGate(step(STEP), number(SINCE), flag(APPROVED), flag(ACCEPTED));
            case "holding" -> new Holding(step(STEP), text(REASON), number(SINCE));
            case "recovering" -> new Recovering(step(STEP), number(SINCE));
            case "restoring" ->
                new Restoring(
                        step(STEP),
                        text(REASON),
                        number(SINCE),
                        values.containsKey(THEN) ? Optional.of(Ending.valueOf(text(THEN))) : Optional.empty());
            case "rolling-back" -> new RollingBack(ending(), text(REASON), number(SINCE), flag(FORCE));
            case "draining" ->
                new Draining(ending(), step(STEP), Cluster.valueOf(text(CLUSTER)), number(SINCE), number(DRAINED));
            case "ended" -> new Ended(ending(), text(REASON), step(STEP), aim());
            default -> throw wrong(NAME, text(NAME), "the name of a state");
        };
    }

    private Ending ending() {
        return Ending.valueOf(text(ENDING));
    }

    /** Earlier journals do not tell: there an unverified rollback is a guard's. */
    private Ending aim() {
        if (values.containsKey(AIM)) {
            return Ending.valueOf(text(AIM));
        }
        return ending() == Ending.UNVERIFIED ? Ending.ROLLED_BACK : ending();
    }

    private int step(String key) {
        return Math.toIntExact(number(key));
    }

    private long number(String key) {
        var value = values.get(key);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrong(key, value, "a whole number");
    }

    private String text(String key) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw wrong(key, values.get(key), "a text");
    }

    private boolean flag(String key) {
        if (values.get(key) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, values.get(key), "true or false");
    }

    private static IllegalArgumentException wrong(String key, @Nullable Object found, String expected) {
        return new IllegalArgumentException("state." + key + ": " + found + " (expected: " + expected + ")");
    }
}
