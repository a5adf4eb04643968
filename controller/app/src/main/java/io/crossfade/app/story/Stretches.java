package io.crossfade.app.story;

import io.crossfade.core.port.Outcome;
import io.crossfade.report.Story.Sample;
import io.crossfade.report.Story.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Counts requests in stretches of time, of a second at first. Where a cutover lasts so long that there are too many, two
 * at a time become one and every later stretch is twice as long: memory is bounded however long it lasts. A stretch made
 * of two has the sum of the requests, the higher share and the worse latencies, so that nothing bad is smoothed away.
 */
final class Stretches {

    static final int MOST = 4_000;

    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 2;

    private final Cell baseline = new Cell();
    private final Cell candidate = new Cell();
    private final List<Sample> samples = new ArrayList<>();
    private long stretchNanos = Duration.ofSeconds(1).toNanos();
    private long closedAt;

    /** One cluster within the present stretch. */
    private static final class Cell {

        private final Histogram latencies = new Histogram(1, HIGHEST_MICROS, DIGITS);
        private long requests;
        private long failed;

        /** What a client gave up on says nothing of a cluster. */
        void count(Outcome outcome, long latencyMicros) {
            if (outcome == Outcome.ABORTED) {
                return;
            }
            requests++;
            failed += outcome == Outcome.FAILED ? 1 : 0;
            latencies.recordValue(Math.max(0, Math.min(HIGHEST_MICROS, latencyMicros)));
        }

        Side close() {
            var side =
                    new Side(requests, failed, latencies.getValueAtPercentile(50), latencies.getValueAtPercentile(99));
            requests = 0;
            failed = 0;
            latencies.reset();
            return side;
        }
    }

    void request(boolean isCandidate, Outcome outcome, long latencyMicros) {
        (isCandidate ? candidate : baseline).count(outcome, latencyMicros);
    }

    /** True where the present stretch is over at {@code nanos} since the beginning. */
    boolean isDue(long nanos) {
        return nanos - closedAt >= stretchNanos;
    }

    /** Ends the present stretch; where time has not passed since the last one, that one has the new share. */
    void close(long nanos, double share) {
        if (!samples.isEmpty() && nanos <= closedAt) {
            var same = samples.remove(samples.size() - 1);
            samples.add(new Sample(same.at(), share, same.baseline(), same.candidate()));
            return;
        }
        closedAt = nanos;
        samples.add(new Sample(Duration.ofNanos(nanos), share, baseline.close(), candidate.close()));
        if (samples.size() >= MOST) {
            halve();
        }
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    private void halve() {
        stretchNanos *= 2;
        var pairs = new ArrayList<Sample>();
        for (int i = 0; i + 1 < samples.size(); i += 2) {
            var one = samples.get(i);
            var other = samples.get(i + 1);
            pairs.add(new Sample(
                    other.at(),
                    Math.max(one.share(), other.share()),
                    together(one.baseline(), other.baseline()),
                    together(one.candidate(), other.candidate())));
        }
        samples.clear();
        samples.addAll(pairs);
    }

    private static Side together(Side one, Side other) {
        return new Side(
                one.requests() + other.requests(),
                one.failed() + other.failed(),
                Math.max(one.p50Micros(), other.p50Micros()),
                Math.max(one.p99Micros(), other.p99Micros()));
    }
}
