package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a valid plan may say but hardly means. */
final class Lint {

    /** In less, hardly any load balancer's own checks and no person see anything. */
    private static final Duration SHORT_BAKE = Duration.ofSeconds(10);

    private Lint() {}

    static List<Problem> of(Plan plan, Node root) {
        var warnings = new ArrayList<Problem>();
        checkGuards(plan, Places.find(root, "guards"), warnings);
        for (int i = 0; i < plan.steps().size(); i++) {
            var isRamp =
                    root instanceof Node.Fields mapping && mapping.entry("ramp").isPresent();
            if (!isRamp) {
                checkBake(plan, i, Places.find(root, "steps", i, "bake"), "steps[" + i + "].bake", warnings);
            } else if (i == plan.lastStep()) {
                checkBake(plan, i, Places.find(root, "ramp", "bake"), "ramp.bake", warnings);
            }
        }
        return List.copyOf(warnings);
    }

    private static void checkGuards(Plan plan, Node node, List<Problem> warnings) {
        var acting = plan.guards().stream().filter(guard -> !guard.shadow()).toList();
        if (acting.isEmpty()) {
            warnings.add(Problem.at(
                    node, "guards", "every guard is a shadow: nothing rolls back", "a guard without shadow"));
        } else if (acting.stream().allMatch(Lint::isRelativeOnly)) {
            warnings.add(Problem.at(
                    node,
                    "guards",
                    "only relative guards: nothing acts at 100%, where the baseline has no requests to compare with",
                    "a limit on some guard"));
        }
    }

    private static void checkBake(Plan plan, int step, Node node, String path, List<Problem> warnings) {
        var atLeast = plan.step(step).bake().atLeast();
        if (atLeast.compareTo(SHORT_BAKE) < 0) {
            warnings.add(Problem.at(
                    node, path, "a bake of " + Durations.text(atLeast), Durations.text(SHORT_BAKE) + " or more"));
        }
    }

    private static boolean isRelativeOnly(Guard guard) {
        return guard instanceof Guard.ErrorRate rate
                ? rate.limit().isEmpty()
                : guard instanceof Guard.Latency latency && latency.limit().isEmpty();
    }
}
