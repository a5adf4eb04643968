package io.crossfade.core.weights;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.weights.WeightModel.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the whole weights whose split is nearest to a share. Each cluster's weights are its base weights scaled so that
 * the highest is 1 to 256: {@code w = round(m * base / highest base)}, at least 1. Of all pairs of scales the one with
 * the smallest error is taken, then the one with the smallest sum, which interleaves best.
 *
 * <p>Rounding may not load a small server beyond measure: no server gets more than 1.1 times the requests that it gets
 * when its cluster serves alone. With equal weights in a cluster this excludes nothing.
 *
 * <p>A server that is not usable is written like the others and counts for nothing; of a cluster without any usable
 * server all are reckoned with. A baseline server that is still warming up counts with its present part, a candidate's
 * in full: the share can then only fall until both are warm.
 */
final class WeightSearch {

    /** How far from the share that was asked for, or from what it leaves, in parts of either, is still that share. */
    private static final double TOLERANCE = 0.1;

    /** A split that can be had. */
    record Found(Weights weights, AchievedShare share) {}

    /**
     * One cluster at one scale.
     *
     * @param sum the weights that count, in hundredths
     * @param plain all weights
     * @param loaded the weight of the server that rounding favours most
     * @param loadedBase its base weight
     */
    private record Scaled(List<Integer> weights, long sum, long plain, long loaded, long loadedBase) {

        /** True where no server here gets more than 1.1 times its part of {@code baseTotal}. */
        boolean fair(long total, long baseTotal) {
            return 10 * loaded * baseTotal <= 11 * total * loadedBase;
        }
    }

    /**
     * A scale for each cluster.
     *
     * @param error how far the share is from the one that was asked for, in parts of 10,000 of {@code total}
     * @param total the weights that count, in hundredths
     */
    private record Pair(Scaled x, Scaled y, long error, long total) {

        boolean isBetterThan(Pair other) {
            int nearer = Long.compare(error * other.total, other.error * total);
            return nearer < 0 || (nearer == 0 && plain() < other.plain());
        }

        private long plain() {
            return x.plain() + y.plain();
        }
    }

    private final List<Scaled> baseline;
    private final List<Scaled> candidate;
    private final long baselineBase;
    private final long candidateBase;

    WeightSearch(WeightModel model) {
        baseline = scales(model.baseline(), false);
        candidate = scales(model.candidate(), true);
        baselineBase = baseTotal(model.baseline());
        candidateBase = baseTotal(model.candidate());
    }

    /** The nearest split with a share above 0 and below 100 %, for {@code asked} between these. */
    Found nearest(Share asked) {
        Pair best = null;
        for (var x : baseline) {
            for (var y : candidate) {
                long total = x.sum() + y.sum();
                var pair = new Pair(x, y, Math.abs(Share.WHOLE * y.sum() - asked.parts() * total), total);
                if ((best == null || pair.isBetterThan(best)) && isFair(x, y)) {
                    best = pair;
                }
            }
        }
        if (best == null) {
            // The base weights themselves are a scale of each cluster, and they are fair to every server.
            throw new IllegalStateException("weights: none are fair (expected: at least the base weights)");
        }
        return found(best.x(), best.y());
    }

    /** True where {@code found} is what was asked for, as near as whole weights come to it. */
    static boolean isNear(Share asked, AchievedShare found) {
        double wanted = asked.exactly().fraction();
        return Math.abs(found.fraction() - wanted) <= TOLERANCE * Math.min(wanted, 1 - wanted);
    }

    /** The smallest share above 0. */
    AchievedShare smallest() {
        return nearest(new Share(1)).share();
    }

    /** The largest share below 100 %. */
    AchievedShare largest() {
        return nearest(new Share(Share.WHOLE - 1)).share();
    }

    private boolean isFair(Scaled x, Scaled y) {
        long total = x.plain() + y.plain();
        return x.fair(total, baselineBase) && y.fair(total, candidateBase);
    }

    private static Found found(Scaled x, Scaled y) {
        long divisor = gcd(y.sum(), x.sum() + y.sum());
        return new Found(
                new Weights(x.weights(), y.weights()),
                new AchievedShare(y.sum() / divisor, (x.sum() + y.sum()) / divisor));
    }

    private static List<Scaled> scales(List<Member> members, boolean inFull) {
        int highest = members.stream().mapToInt(Member::base).max().orElse(0);
        if (highest == 0) {
            throw new IllegalArgumentException("base weights: all 0 (expected: at least one above 0)");
        }
        boolean anyCounts = members.stream().anyMatch(Member::counts);
        var scales = new ArrayList<Scaled>();
        for (int scale = 1; scale <= Weights.MOST; scale++) {
            scales.add(scaled(members, scale, highest, anyCounts, inFull));
        }
        return scales;
    }

    private static Scaled scaled(List<Member> members, int scale, int highest, boolean anyCounts, boolean inFull) {
        var weights = new ArrayList<Integer>();
        long sum = 0;
        long plain = 0;
        long loaded = 0;
        long loadedBase = 1;
        for (var member : members) {
            int weight = weight(member, scale, highest);
            weights.add(weight);
            plain += weight;
            boolean whole = !anyCounts || (inFull && member.counts());
            sum += (long) weight * (whole ? Member.FULL : member.percent());
            if (weight * loadedBase > loaded * member.base()) {
                loaded = weight;
                loadedBase = member.base();
            }
        }
        return new Scaled(weights, sum, plain, loaded, loadedBase);
    }

    private static int weight(Member member, int scale, int highest) {
        return member.base() == 0 ? 0 : Math.max(1, (2 * scale * member.base() + highest) / (2 * highest));
    }

    private static long baseTotal(List<Member> members) {
        return members.stream().mapToLong(Member::base).sum();
    }

    private static long gcd(long left, long right) {
        return right == 0 ? left : gcd(right, left % right);
    }
}
