package io.crossfade.core.weights;

import io.crossfade.core.plan.AchievedShare;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weight for every server, in the order in which the plan names the servers.
 *
 * @param baseline 0 or more each
 * @param candidate 0 or more each
 */
public record Weights(List<Integer> baseline, List<Integer> candidate) {

    /** The highest weight that is looked for: HAProxy takes no higher one, and finer splits are of no use. */
    public static final int MOST = 256;

    public Weights {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }

    /**
     * The share that these amount to; where nothing counts, the one that they would amount to if everything did.
     *
     * @param baselinePercent how much of each baseline server's weight counts, 0 to 100
     * @param candidatePercent the same of the candidate
     */
    public AchievedShare share(List<Integer> baselinePercent, List<Integer> candidatePercent) {
        long x = counting(baseline, baselinePercent);
        long y = counting(candidate, candidatePercent);
        if (x + y == 0) {
            x = baseline.stream().mapToLong(Integer::longValue).sum();
            y = candidate.stream().mapToLong(Integer::longValue).sum();
        }
        return x + y == 0 ? AchievedShare.NONE : new AchievedShare(y, x + y);
    }

    private static long counting(List<Integer> weights, List<Integer> percent) {
        return IntStream.range(0, weights.size())
                .mapToLong(index -> (long) weights.get(index) * percent.get(index))
                .sum();
    }
}
