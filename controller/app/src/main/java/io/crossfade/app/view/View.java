package io.crossfade.app.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a frame shows of a cutover, as it stood at one moment. Text may come from outside and is cleaned as it is
 * shown; shares are in percent with a sign.
 *
 * @param cutover its name
 * @param phase what it is doing
 * @param reason why, in words; empty where the phase says it all
 * @param step the present step, 1 for the first; 0 for none
 * @param steps how many there are
 * @param elapsed since the cutover began
 * @param inPhase since the present phase began; empty where it does not count its time
 * @param schedule of the present step; empty where there is none
 * @param next the next step's share; empty on the last
 * @param doubts what keeps every guard from passing, in words
 * @param traffic what was seen of real requests
 * @param guards in the plan's order
 * @param nodes in the plan's order
 * @param events oldest first
 * @param message one line for the person at the keys; empty for none
 * @param help what the keys do; empty for none
 */
public record View(
        String cutover,
        Phase phase,
        String reason,
        int step,
        int steps,
        Duration elapsed,
        Optional<Duration> inPhase,
        Optional<Schedule> schedule,
        Optional<String> next,
        List<String> doubts,
        Traffic traffic,
        List<Guard> guards,
        List<Node> nodes,
        List<Event> events,
        String message,
        String help) {

    /** Fewer to one are no evidence. */
    private static final double LEAST_ODDS = 2;

    public View {
        doubts = List.copyOf(doubts);
        guards = List.copyOf(guards);
        nodes = List.copyOf(nodes);
        events = List.copyOf(events);
    }

    /**
     * The times of a step.
     *
     * @param approval how long an approval is awaited; empty where the step has no gate
     */
    public record Schedule(Duration bakeAtLeast, Duration bakeAtMost, Optional<Approval> approval) {}

    /** How long an approval is awaited, and whether the cutover rolls back, and not only holds, where it does not come. */
    public record Approval(Duration within, boolean elseRollsBack) {}

    /** Requests within the last {@code overSeconds}: those of the candidate, and all. */
    public record Traffic(long candidate, long all, long overSeconds) {}

    /** One guard's verdict; a number that is not known is NaN. */
    public record Guard(
            String name,
            Verdict verdict,
            boolean shadow,
            double value,
            double baseline,
            double limit,
            long n,
            Grounds grounds,
            String text) {}

    /**
     * What a verdict rests on.
     *
     * @param odds how many to one the evidence is against the candidate
     * @param low the least rate of the candidate that is not ruled out
     * @param high the greatest such rate
     * @param clusters how many bad requests of the baseline come together; 1 where they come alone
     */
    public record Grounds(double odds, double low, double high, double clusters) {

        /** Nothing is known. */
        public static final Grounds NONE = new Grounds(Double.NaN, Double.NaN, Double.NaN, 1);

        /** The rates that are not ruled out, the odds, the size of clusters, as far as they are known. */
        public String text() {
            var parts = new ArrayList<String>();
            if (Double.isFinite(low) && Double.isFinite(high)) {
                parts.add(Numbers.percent(low, "") + " to " + Numbers.percent(high, ""));
            }
            if (odds >= LEAST_ODDS) {
                parts.add("1 : " + Numbers.odds(odds) + " against");
            }
            if (clusters != 1) {
                parts.add("clusters of " + Numbers.odds(clusters));
            }
            return String.join(", ", parts);
        }
    }

    /** What a guard says. */
    public enum Verdict {
        PASS,
        INCONCLUSIVE,
        FAIL,
        NOT_APPLICABLE
    }

    /**
     * One load balancer.
     *
     * @param desired the share that it was last asked for; empty before the first write
     * @param observed the share that it reads back; empty while it cannot be read
     * @param asDesired true where the two agree as far as it can
     * @param openWrites writes that may still take effect
     */
    public record Node(
            String label, Optional<String> desired, Optional<String> observed, boolean asDesired, int openWrites) {}

    /** Something that happened; {@code time} as it is shown. */
    public record Event(String time, String kind, String text) {}

    /** This view with a line for the person at the keys and what the keys do. */
    public View with(String newMessage, String newHelp) {
        return new View(
                cutover,
                phase,
                reason,
                step,
                steps,
                elapsed,
                inPhase,
                schedule,
                next,
                doubts,
                traffic,
                guards,
                nodes,
                events,
                newMessage,
                newHelp);
    }
}
