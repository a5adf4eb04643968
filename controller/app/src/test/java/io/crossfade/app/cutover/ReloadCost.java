package io.crossfade.app.cutover;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many clients' requests each reload broke: those of a cutover, and as many times more that nothing else came with.
 * Requests break in bursts, where a worker had not got to read them when it was told to go, so that reloads are
 * compared and not requests.
 */
record ReloadCost(List<Long> cutover, List<Long> bare) {

    long ofCutover() {
        return sum(cutover);
    }

    long ofBare() {
        return sum(bare);
    }

    /**
     * The chance that as many reloads, drawn from all of them without looking, broke at least as many requests as the
     * cutover's did: the exact permutation test, one-sided. Its least value is one in all the ways to draw them.
     */
    double chance() {
        var all = Stream.concat(cutover.stream(), bare.stream()).toList();
        return (double) draws(all, 0, cutover.size(), ofCutover()) / draws(all, 0, cutover.size(), Long.MIN_VALUE);
    }

    /** The ways to draw {@code left} from {@code from} on with a sum of at least {@code least}. */
    private static long draws(List<Long> all, int from, int left, long least) {
        if (left == 0) {
            return least <= 0 ? 1 : 0;
        }
        long ways = 0;
        for (int i = from; i <= all.size() - left; i++) {
            ways += draws(all, i + 1, left - 1, least == Long.MIN_VALUE ? least : least - all.get(i));
        }
        return ways;
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
