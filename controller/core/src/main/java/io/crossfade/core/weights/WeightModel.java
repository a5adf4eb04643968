package io.crossfade.core.weights;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import java.util.List;

/**
 * Two clusters as weights can split them: what each server is worth within its cluster, and how much of it counts now.
 * Pure; one of these is part of each reading.
 *
 * @param baseline the servers of cluster X
 * @param candidate the servers of cluster Y
 */
public record WeightModel(List<Member> baseline, List<Member> candidate) implements ShareModel {

    /**
     * One server.
     *
     * @param name its name
     * @param base its weight when its cluster serves alone, 0 or more; servers of a cluster keep these proportions
     * @param percent how much of its weight counts: 0 where it is not usable, 100 where it is and has warmed up
     */
    public record Member(String name, int base, int percent) {

        /** Nothing holds the server back. */
        public static final int FULL = 100;

        boolean counts() {
            return base > 0 && percent > 0;
        }
    }

    public WeightModel {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }

    @Override
    public AchievedShare achieved(Share asked) {
        if (asked.isNone() || asked.isAll()) {
            return asked.exactly();
        }
        return new WeightSearch(this).nearest(asked).share();
    }

    /** The weights to write for a share: the nearest that there is. */
    public Weights weights(Share asked) {
        if (asked.isNone()) {
            return new Weights(bases(baseline), zeros(candidate));
        }
        if (asked.isAll()) {
            return new Weights(zeros(baseline), bases(candidate));
        }
        return new WeightSearch(this).nearest(asked).weights();
    }

    private static List<Integer> bases(List<Member> members) {
        return members.stream().map(Member::base).toList();
    }

    private static List<Integer> zeros(List<Member> members) {
        return members.stream().map(member -> 0).toList();
    }
}
