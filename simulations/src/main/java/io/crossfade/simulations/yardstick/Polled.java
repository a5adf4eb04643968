package io.crossfade.simulations.yardstick;

import java.util.Arrays;

/**
 * Requests and failures of one cluster second by second, as a poll of a metrics store finds them: without any delay of
 * scraping, which flatters whoever polls.
 */
final class Polled {

    private static final int SECONDS = 3_600;
    private static final long SECOND = 1_000_000_000;

    private final long[] requests = new long[SECONDS];
    private final long[] failed = new long[SECONDS];
    private long last;

    void observe(boolean isFailed, long nanos) {
        advance(nanos);
        int place = (int) (last % SECONDS);
        requests[place]++;
        failed[place] += isFailed ? 1 : 0;
    }

    /** Requests in the {@code window} whole seconds before {@code nanos}. */
    long requests(int window, long nanos) {
        return sum(requests, window, nanos);
    }

    /** Those of them that failed. */
    long failed(int window, long nanos) {
        return sum(failed, window, nanos);
    }

    private long sum(long[] counts, int window, long nanos) {
        advance(nanos);
        long sum = 0;
        for (long second = Math.max(0, last - window); second < last; second++) {
            sum += counts[(int) (second % SECONDS)];
        }
        return sum;
    }

    private void advance(long nanos) {
        long now = nanos / SECOND;
        if (now - last >= SECONDS) {
            Arrays.fill(requests, 0);
            Arrays.fill(failed, 0);
            last = now;
        }
        while (last < now) {
            last++;
            requests[(int) (last % SECONDS)] = 0;
            failed[(int) (last % SECONDS)] = 0;
        }
    }
}
