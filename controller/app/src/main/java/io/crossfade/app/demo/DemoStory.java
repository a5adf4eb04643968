package io.crossfade.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of the requests, as their clients saw it.
 *
 * @param requests all that were sent
 * @param failedByCandidate requests that failed because of cluster Y
 * @param slowByCandidate requests of Y that succeeded later than the latency limit
 * @param failedOtherwise requests that failed for another reason
 * @param unsent requests that were due while too many were unanswered
 * @param untilVerified from the sending of the first that Y failed or was slow with to the verified rollback; empty where there was
 *     no such request or no rollback
 */
public record DemoStory(
        long requests,
        long failedByCandidate,
        long slowByCandidate,
        long failedOtherwise,
        long unsent,
        Optional<Duration> untilVerified) {

    static DemoStory of(DemoLoad.Tally tally, long verifiedNanos) {
        boolean both = tally.firstFailureNanos() != 0 && verifiedNanos != 0;
        return new DemoStory(
                tally.sent(),
                tally.failedByCandidate(),
                tally.slowByCandidate(),
                tally.failedOtherwise(),
                tally.unsent(),
                both ? Optional.of(Duration.ofNanos(verifiedNanos - tally.firstFailureNanos())) : Optional.empty());
    }

    /** The story for people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("clients sent " + requests + " requests: " + failedByCandidate + " failed because of cluster Y, "
                + failedOtherwise + " for another reason");
        if (slowByCandidate > 0) {
            lines.add(slowByCandidate + " requests of cluster Y were slower than " + DemoPlan.LATENCY_LIMIT.toMillis()
                    + "ms");
        }
        if (unsent > 0) {
            lines.add(unsent + " requests were not sent: too many were unanswered");
        }
        untilVerified.ifPresent(time -> lines.add(String.format(
                Locale.ROOT, "from the first of them to the verified rollback: %.2f s", time.toMillis() / 1e3)));
        return lines;
    }
}
