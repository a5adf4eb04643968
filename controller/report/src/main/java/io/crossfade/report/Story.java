package io.crossfade.report;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that a report tells of a cutover, real or simulated: a value, so that the same story makes the same document byte
 * for byte.
 *
 * @param origin where it is from, in words, such as {@code simulated: scenario healthy, seed 1}
 * @param began when, in wall time; empty for a simulation, which has none
 * @param plan what was to be done
 * @param close how it ended
 * @param lasted from the beginning to the end, 0 or more
 * @param samples one for each stretch of time, in order; empty where only many runs are told of
 * @param marks what was told on the way, in order
 * @param evidence what the guards said; empty where they never spoke
 * @param facts numbers that stand at the top
 * @param runs what many runs came to, one for each scenario; empty where there was one
 */
public record Story(
        String origin,
        Optional<Instant> began,
        Plan plan,
        Close close,
        Duration lasted,
        List<Sample> samples,
        List<Mark> marks,
        Optional<Evidence> evidence,
        List<Fact> facts,
        List<Runs> runs) {

    /** No document tells of more events; of more, those in the middle are left out, which is told. */
    public static final int MOST_MARKS = 2_000;

    public Story {
        samples = List.copyOf(samples);
        marks = bounded(marks);
        facts = List.copyOf(facts);
        runs = List.copyOf(runs);
    }

    /**
     * How it ended.
     *
     * @param ending empty where it did not, or where only many runs are told of
     * @param reason what happened, in words
     */
    public record Close(Optional<Ending> ending, String reason) {}

    /**
     * One stretch of time.
     *
     * @param at its end, since the beginning
     * @param share the candidate's share then, as a fraction; the highest of all load balancers
     * @param baseline what its requests came to within the stretch
     * @param candidate what its requests came to within the stretch
     */
    public record Sample(Duration at, double share, Side baseline, Side candidate) {

        /** True where nothing is known of any request. */
        boolean isBare() {
            return baseline.requests() == 0 && candidate.requests() == 0;
        }
    }

    /**
     * Requests of one cluster that ended within a stretch.
     *
     * @param p50Micros the median of their latencies; 0 where there was none
     * @param p99Micros the 99th percentile; 0 where there was none
     */
    public record Side(long requests, long failed, long p50Micros, long p99Micros) {

        /** Nothing is known. */
        public static final Side NONE = new Side(0, 0, 0, 0);

        /** Failed requests as a fraction; NaN where there was no request. */
        double errorRate() {
            return requests == 0 ? Double.NaN : (double) failed / requests;
        }
    }

    /**
     * Something that was told.
     *
     * @param at since the beginning
     * @param kind such as {@code rolling-back}; {@code world} for what a simulated world did
     */
    public record Mark(Duration at, String kind, String text) {

        /** What a guard's failing leads to. */
        public static final String ROLLING_BACK = "rolling-back";

        /** The load balancers read back what was asked for. */
        public static final String VERIFIED = "verified";
    }

    /**
     * What the guards said at one moment.
     *
     * @param at since the beginning
     * @param deciding true where a rollback followed from it; false where it is only the last word
     */
    public record Evidence(Duration at, boolean deciding, Assessment assessment) {}

    /** A number with its name. */
    public record Fact(String name, String value) {}

    /**
     * What many runs of one scenario came to.
     *
     * @param scenario its name
     * @param expected the end that the scenario expects, in words; empty where it expects none
     * @param count how many runs, at least 1
     * @param unexpected how many did not end as expected
     * @param parts how they ended, each as a fraction of the runs, in a fixed order; they sum to 1
     * @param spreads quantities of the runs, such as failed requests
     */
    public record Runs(
            String scenario, String expected, int count, int unexpected, List<Part> parts, List<Spread> spreads) {
        public Runs {
            parts = List.copyOf(parts);
            spreads = List.copyOf(spreads);
        }
    }

    /** The runs that ended so, as a fraction of all. */
    public record Part(Ending ending, double fraction) {}

    /**
     * How a quantity was spread over the runs.
     *
     * @param name what, with its unit
     * @param seconds true where the values are times in seconds
     * @param mean empty where it is not known
     * @param n how many runs have it
     */
    public record Spread(
            String name,
            boolean seconds,
            OptionalDouble mean,
            int n,
            double least,
            double p25,
            double median,
            double p75,
            double p95,
            double most) {}

    private static List<Mark> bounded(List<Mark> marks) {
        if (marks.size() <= MOST_MARKS) {
            return List.copyOf(marks);
        }
        int head = MOST_MARKS / 2;
        int tail = MOST_MARKS - head - 1;
        int left = marks.size() - head - tail;
        var kept = new ArrayList<>(marks.subList(0, head));
        kept.add(new Mark(marks.get(head).at(), "left-out", left + " events are left out here"));
        kept.addAll(marks.subList(marks.size() - tail, marks.size()));
        return List.copyOf(kept);
    }
}
