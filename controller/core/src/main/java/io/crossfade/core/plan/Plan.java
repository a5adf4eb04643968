package io.crossfade.core.plan;

import java.time.Duration;
import java.util.List;

/**
 * The whole schedule of a cutover.
 *
 * @param cutover the cutover's name: letters, digits, dots, underscores and hyphens, 1 to 63, beginning with a letter
 *     or digit, so that it can name a folder
 * @param routers every load balancer that carries the split, moved as one; at least one
 * @param guards what is watched; at least one
 * @param steps the shares in rising order; the last is 100 %
 * @param window when shifts may start
 * @param policies reactions and times
 */
public record Plan(
        String cutover,
        List<RouterSpec> routers,
        List<Guard> guards,
        List<Step> steps,
        Window window,
        Policies policies) {

    /** What a cutover's name may look like. */
    public static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    /** More load balancers than this are not moved as one. */
    public static final int MOST_ROUTERS = 64;

    public Plan {
        routers = List.copyOf(routers);
        guards = List.copyOf(guards);
        steps = List.copyOf(steps);
        if (!cutover.matches(NAME_PATTERN)) {
            throw new IllegalArgumentException("cutover: " + cutover + " (expected: " + NAME_PATTERN + ")");
        }
        requireSome("routers", routers);
        if (routers.size() > MOST_ROUTERS) {
            throw new IllegalArgumentException(
                    "routers: " + routers.size() + " (expected: " + MOST_ROUTERS + " at most)");
        }
        requireSome("guards", guards);
        requireSome("steps", steps);
        requireRising(steps);
        if (guards.stream().map(Guard::name).distinct().count() != guards.size()) {
            throw new IllegalArgumentException("guards: two of one name (expected: names that differ)");
        }
    }

    public Step step(int index) {
        return steps.get(index);
    }

    public int lastStep() {
        return steps.size() - 1;
    }

    public int nodes() {
        return routers.size();
    }

    /** The least time that the whole cutover can take, gates and drains not counted. */
    public Duration leastDuration() {
        return steps.stream().map(step -> step.bake().atLeast()).reduce(Duration.ZERO, Duration::plus);
    }

    private static void requireSome(String name, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + ": none (expected: at least one)");
        }
    }

    private static void requireRising(List<Step> steps) {
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).candidate().compareTo(steps.get(i - 1).candidate()) <= 0) {
                throw new IllegalArgumentException("steps[" + i + "].candidate: "
                        + steps.get(i).candidate() + " (expected: > "
                        + steps.get(i - 1).candidate() + ")");
            }
        }
        var last = steps.get(steps.size() - 1).candidate();
        if (!last.isAll()) {
            throw new IllegalArgumentException(
                    "steps[" + (steps.size() - 1) + "].candidate: " + last + " (expected: 100% in the last step)");
        }
    }
}
