package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Plan;
import java.math.BigDecimal;
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
        checkLimits(plan, root, warnings);
        checkJudging(plan, root, warnings);
        EarlyLint.check(plan, root, warnings);
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

    /** A relative limit that only begins where the absolute one has long decided says what it does not do. */
    private static void checkLimits(Plan plan, Node root, List<Problem> warnings) {
        for (int i = 0; i < plan.guards().size(); i++) {
            if (plan.guards().get(i) instanceof Guard.ErrorRate rate
                    && rate.limit().isPresent()
                    && rate.worseThanBaseline().isPresent()
                    && rate.worseThanBaseline().get() >= rate.limit().get()) {
                warnings.add(Problem.at(
                        Places.find(root, "guards", i, "error-rate", "worse-than-baseline"),
                        "guards[" + i + "].error-rate.worse-than-baseline",
                        percent(rate.worseThanBaseline().get()) + " above the baseline is never within the limit of "
                                + percent(rate.limit().get()) + ": it decides nothing",
                        "less than the limit"));
            }
        }
    }

    /** Keys that the judge of this plan does not heed. */
    private static void checkJudging(Plan plan, Node root, List<Problem> warnings) {
        boolean sequential = plan.policies().judging().judge() == JudgeKind.SEQUENTIAL;
        for (var field : List.of(PolicyFields.FALSE_ALARM, PolicyFields.COMMON_MODE)) {
            if (!sequential && isGiven(root, field.name())) {
                warnings.add(Problem.at(
                        Places.find(root, field.name()),
                        field.name(),
                        "the threshold judge does not heed it",
                        "judge: sequential beside it"));
            }
        }
        if (sequential
                && isGiven(root, PolicyFields.COMMON_MODE.name())
                && plan.guards().stream().allMatch(Lint::isRelativeOnly)) {
            warnings.add(Problem.at(
                    Places.find(root, PolicyFields.COMMON_MODE.name()),
                    PolicyFields.COMMON_MODE.name(),
                    "only relative guards: what both clusters do is over no limit",
                    "a limit on some guard"));
        }
    }

    static boolean isGiven(Node root, String key) {
        return root instanceof Node.Fields mapping && mapping.entry(key).isPresent();
    }

    private static String percent(double rate) {
        return BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
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
