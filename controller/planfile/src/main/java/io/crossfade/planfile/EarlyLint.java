package io.crossfade.planfile;

import io.crossfade.core.analysis.StepForecast;
import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Plan;
import java.util.List;

/** Steps that may end early by the plan and never will. */
final class EarlyLint {

    private EarlyLint() {}

    static void check(Plan plan, Node root, List<Problem> warnings) {
        boolean sequential = plan.policies().judging().judge() == JudgeKind.SEQUENTIAL;
        boolean wanted = false;
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.step(i).bake().mayEndEarly()) {
                wanted = true;
                checkStep(plan, i, root, sequential, warnings);
            }
        }
        if (wanted && sequential) {
            checkGuards(plan, root, warnings);
        }
        for (var field : List.of(PolicyFields.FALSE_PASS, PolicyFields.HARM)) {
            if (!(wanted && sequential) && Lint.isGiven(root, field.name())) {
                warnings.add(Problem.at(
                        Places.find(root, field.name()),
                        field.name(),
                        "no step is ever certified: it decides nothing",
                        sequential ? "a bake with for above its at-least" : "judge: sequential beside it"));
            }
        }
    }

    private static void checkStep(Plan plan, int step, Node root, boolean sequential, List<Problem> warnings) {
        boolean isRamp = Lint.isGiven(root, "ramp");
        var node = isRamp ? Places.find(root, "ramp", "bake", "for") : Places.find(root, "steps", step, "bake", "for");
        var path = isRamp ? "ramp.bake.for" : "steps[" + step + "].bake.for";
        var always = "it always takes " + Durations.text(plan.step(step).bake().full());
        if (!sequential) {
            warnings.add(
                    Problem.at(node, path, "the threshold judge certifies nothing: " + always, "judge: sequential"));
        } else if (step == plan.lastStep()) {
            warnings.add(Problem.at(
                    node,
                    path,
                    "the last step leaves nothing to compare with, so it is never certified: " + always,
                    "no at-least below for"));
        } else {
            checkTraffic(plan, step, Places.find(root, "steps", step, "bake", "for"), warnings);
        }
    }

    /** Where not even the most traffic that a plan is made for would be enough, no traffic needs to be known. */
    private static void checkTraffic(Plan plan, int step, Node node, List<Problem> warnings) {
        var forecast = StepForecast.of(plan, step, new Traffic(StepForecast.MOST_PER_SECOND, Traffic.UNKNOWN.errors()));
        if (forecast.toCertify() < Double.POSITIVE_INFINITY) {
            forecast.uncertifiable()
                    .ifPresent(why -> warnings.add(Problem.at(
                            node,
                            "steps[" + step + "].bake.for",
                            why,
                            "what " + (long) StepForecast.MOST_PER_SECOND + " requests a second could certify")));
        }
    }

    private static void checkGuards(Plan plan, Node root, List<Problem> warnings) {
        for (int i = 0; i < plan.guards().size(); i++) {
            if (plan.guards().get(i) instanceof Guard.Latency latency
                    && !latency.shadow()
                    && latency.worseThanBaseline().isEmpty()) {
                warnings.add(Problem.at(
                        Places.find(root, "guards", i, "latency"),
                        "guards[" + i + "].latency",
                        "compares nothing, so it is never certified and no step ends before its for",
                        "worse-than-baseline beside the limit"));
            }
        }
    }
}
