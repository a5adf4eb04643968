package io.crossfade.core.weights;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.port.Finding;
import java.util.ArrayList;
import java.util.List;

/** Which steps of a plan whole weights reach. Pure. */
public final class WeightSteps {

    private WeightSteps() {}

    /** A finding for each step that comes out as another share than it asks for. */
    public static List<Finding> findings(Plan plan, WeightModel model) {
        var findings = new ArrayList<Finding>();
        for (var step : plan.steps().stream().map(Step::candidate).distinct().toList()) {
            var achieved = model.achieved(step);
            if (!step.isNone() && !step.isAll() && !WeightSearch.isNear(step, achieved)) {
                var search = new WeightSearch(model);
                findings.add(Finding.error(
                        "step " + step + ": whole weights of these servers do not reach it (nearest: " + achieved
                                + "; reachable: " + search.smallest() + " to " + search.largest() + ", and 100%)",
                        "ask for " + rounded(achieved)
                                + ", or name servers so that the clusters are more alike in size"));
            } else if (!achieved.equals(step.exactly())) {
                findings.add(Finding.info("step " + step + " will be " + achieved));
            }
        }
        return findings;
    }

    private static Share rounded(AchievedShare achieved) {
        return new Share((int) Math.round(achieved.fraction() * Share.WHOLE));
    }
}
