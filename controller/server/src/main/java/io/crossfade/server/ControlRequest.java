package io.crossfade.server;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line to a controller, such as {@code {"verb":"resume","reason":"seen it","accept":true}}.
 *
 * @param reason why, in the person's words, at most {@value #LONGEST_REASON} characters
 * @param accept {@link Verb#RESUME} only: also where guards are inconclusive
 * @param force {@link Verb#ROLLBACK} only: also onto a baseline without a usable server
 * @param step {@link Verb#APPROVE} and {@link Verb#PROMOTE} only: the step that it is said of, 1 for the first; empty
 *     for whichever is the present one
 */
public record ControlRequest(Verb verb, String reason, boolean accept, boolean force, OptionalInt step) {

    /** A reason is one sentence in every later record. */
    public static final int LONGEST_REASON = 500;

    public ControlRequest {
        // A line feed would forge a second line wherever a line is one event.
        reason = reason.replaceAll("\\p{Cntrl}", " ");
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    public static ControlRequest of(Verb verb, String reason) {
        return new ControlRequest(verb, reason, false, false, OptionalInt.empty());
    }

    /** The same, said of {@code present} alone. */
    public ControlRequest ofStep(OptionalInt present) {
        return new ControlRequest(verb, reason, accept, force, present);
    }

    /** Reads one line; unknown keys are ignored, so that a newer client can speak to an older controller. */
    static ControlRequest parse(String line) {
        try {
            var json = new JsonObject(line);
            var word = json.getString("verb", "");
            var verb = Verb.named(word)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "verb: " + shortened(word) + " (expected: " + Verb.words() + ")"));
            return new ControlRequest(
                    verb,
                    json.getString("reason", ""),
                    json.getBoolean("accept", false),
                    json.getBoolean("force", false),
                    Optional.ofNullable(json.getInteger("step"))
                            .map(OptionalInt::of)
                            .orElse(OptionalInt.empty()));
        } catch (DecodeException malformed) {
            throw new IllegalArgumentException(
                    "request: not a line of JSON (expected: {\"verb\":\"status\"})", malformed);
        } catch (ClassCastException wrongType) {
            throw new IllegalArgumentException("request: a value of a wrong type", wrongType);
        }
    }

    private static String shortened(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "...";
    }

    JsonObject toJson() {
        var json = new JsonObject()
                .put("verb", verb.word())
                .put("reason", reason)
                .put("accept", accept)
                .put("force", force);
        step.ifPresent(present -> json.put("step", present));
        return json;
    }
}
