package io.crossfade.simulations;

import io.crossfade.core.machine.Ending;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What became of one simulated cutover.
 *
 * @param scenario its name
 * @param seed that decided everything
 * @param ending how it ended
 * @param transcript the story, one line each; empty where it was not asked for
 * @param faultAt when a fault of the candidate alone first met a candidate with a share; empty where none did
 * @param promotedAt when it ended promoted; empty where it did not
 * @param rolledBackAt when the rollback was verified; empty where there was none
 * @param lasted from the beginning to the end
 * @param failedBecauseOfCandidate requests that failed on the candidate and, with the same luck, would not have failed
 *     on the baseline; the baseline's own overload is not reckoned with
 * @param failed all failed requests
 * @param requests all requests
 * @param timeline for drawing; empty where it was not asked for
 */
public record Outcome(
        String scenario,
        long seed,
        Ending ending,
        List<String> transcript,
        Optional<Duration> faultAt,
        Optional<Duration> promotedAt,
        Optional<Duration> rolledBackAt,
        Duration lasted,
        long failedBecauseOfCandidate,
        long failed,
        long requests,
        Timeline timeline) {

    public Outcome {
        transcript = List.copyOf(transcript);
    }

    /** From the fault, or where there was none from the beginning, to the verified rollback. */
    public Optional<Duration> timeToRollBack() {
        return rolledBackAt.map(verified -> verified.minus(faultAt.orElse(Duration.ZERO)));
    }

    /** The SHA-256 of the transcript in hexadecimal digits: equal where the stories are. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(String.join("\n", transcript).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
