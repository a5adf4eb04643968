package io.crossfade.app;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Split;
import java.util.ArrayList;
import java.util.List;

/** The commands by which a person takes all traffic back to the baseline without this program. */
final class WayBack {

    private WayBack() {}

    /** The commands for every load balancer of {@code plan}. */
    static List<String> of(Plan plan) {
        var lines = new ArrayList<String>();
        for (var router : plan.routers()) {
            lines.add("# " + router.label());
            lines.addAll(router.manual(Split.ALL_BASELINE));
        }
        return lines;
    }

    /**
     * The split of every load balancer and the commands for those where the candidate has, or may have, a share; nothing
     * where it has none.
     *
     * @param answers what each said just now
     */
    static List<String> after(Cutover cutover, List<Fleet.Answer> answers) {
        var splits = new ArrayList<String>();
        var commands = new ArrayList<String>();
        boolean any = false;
        for (int node = 0; node < answers.size(); node++) {
            var router = cutover.plan().routers().get(node);
            boolean carries = true;
            if (answers.get(node) instanceof Fleet.Answer.Read read) {
                var share = read.reading().share();
                carries = !share.isNone() || !read.reading().doubts().isEmpty();
                splits.add("  " + router.label() + ": candidate " + share);
            } else {
                var known = cutover.node(node).ceiling();
                splits.add("  " + router.label() + ": cannot be read, candidate " + atMost(known) + " when last known");
            }
            any |= carries;
            if (carries) {
                commands.add("  # " + router.label());
                router.manual(Split.ALL_BASELINE).forEach(command -> commands.add("  " + command));
            }
        }
        if (!any) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("split now:");
        lines.addAll(splits);
        lines.add("all traffic back to the baseline: `crossfade rollback PLAN`, or by hand:");
        lines.addAll(commands);
        return lines;
    }

    private static String atMost(AchievedShare share) {
        return share.isNone() ? "0%" : share + " at most";
    }
}
