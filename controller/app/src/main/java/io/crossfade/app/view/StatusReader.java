package io.crossfade.app.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a view from the status that a controller writes. The live view of a run and one that watches from elsewhere read
 * the same status, so that they show the same. Keys that are absent are taken as not known: the controller may be of
 * another release.
 */
public final class StatusReader {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private StatusReader() {}

    /**
     * The view that {@code status} describes.
     *
     * @throws ClassCastException where a value is of another type than it should be
     */
    public static View read(JsonObject status) {
        var phase = Phase.of(status.getString("state", ""), status.getString("ending", ""));
        return new View(
                status.getString("cutover", ""),
                phase,
                status.getString("reason", ""),
                status.getInteger("step", 0),
                status.getInteger("steps", 0),
                Duration.ofMillis(status.getLong("elapsedMillis", 0L)),
                millis(status, "inStateMillis"),
                schedule(status),
                Optional.ofNullable(status.getString("next")),
                doubts(status),
                traffic(status.getJsonObject("traffic", new JsonObject())),
                objects(status, "verdicts").stream().map(StatusReader::guard).toList(),
                objects(status, "nodes").stream().map(StatusReader::node).toList(),
                objects(status, "events").stream().map(StatusReader::event).toList(),
                "",
                "");
    }

    private static Optional<Duration> millis(JsonObject json, String key) {
        return Optional.ofNullable(json.getLong(key)).map(Duration::ofMillis);
    }

    private static Optional<View.Schedule> schedule(JsonObject status) {
        // Where certificates may end it before, a pass is enough after its whole time.
        var atLeast = millis(status, "bakeForMillis").or(() -> millis(status, "bakeAtLeastMillis"));
        var atMost = millis(status, "bakeAtMostMillis");
        return atLeast.isEmpty() || atMost.isEmpty()
                ? Optional.empty()
                : Optional.of(new View.Schedule(atLeast.get(), atMost.get(), approval(status)));
    }

    private static Optional<View.Approval> approval(JsonObject status) {
        boolean rollsBack = status.getString("approvalElse", "").equals("rollback");
        return millis(status, "approvalWithinMillis").map(within -> new View.Approval(within, rollsBack));
    }

    private static List<String> doubts(JsonObject status) {
        var doubts = new ArrayList<String>();
        for (var key : List.of("commonMode", "silent")) {
            Optional.ofNullable(status.getString(key)).ifPresent(doubts::add);
        }
        for (var doubt : status.getJsonArray("doubts", new JsonArray())) {
            doubts.add(String.valueOf(doubt));
        }
        return doubts;
    }

    private static View.Traffic traffic(JsonObject json) {
        return new View.Traffic(
                json.getLong("candidate", 0L), json.getLong("all", 0L), json.getLong("overSeconds", 0L));
    }

    private static View.Guard guard(JsonObject json) {
        return new View.Guard(
                json.getString("guard", ""),
                verdict(json.getString("status", "")),
                json.getBoolean("shadow", false),
                json.getDouble("value", Double.NaN),
                json.getDouble("baseline", Double.NaN),
                json.getDouble("limit", Double.NaN),
                json.getLong("n", 0L),
                new View.Grounds(
                        json.getDouble("odds", Double.NaN),
                        json.getDouble("low", Double.NaN),
                        json.getDouble("high", Double.NaN),
                        json.getDouble("clusters", 1.0)),
                json.getString("text", ""));
    }

    private static View.Verdict verdict(String word) {
        return switch (word) {
            case "pass" -> View.Verdict.PASS;
            case "fail" -> View.Verdict.FAIL;
            case "not-applicable" -> View.Verdict.NOT_APPLICABLE;
            default -> View.Verdict.INCONCLUSIVE;
        };
    }

    private static View.Node node(JsonObject json) {
        return new View.Node(
                json.getString("label", ""),
                Optional.ofNullable(json.getString("desired")),
                Optional.ofNullable(json.getString("achieved")),
                json.getBoolean("asDesired", false),
                json.getInteger("openWrites", 0));
    }

    private static View.Event event(JsonObject json) {
        return new View.Event(time(json.getString("at", "")), json.getString("kind", ""), json.getString("text", ""));
    }

    private static String time(String instant) {
        try {
            return TIME.format(Instant.parse(instant));
        } catch (DateTimeParseException unknown) {
            return "??:??:??";
        }
    }

    private static List<JsonObject> objects(JsonObject json, String key) {
        return json.getJsonArray(key, new JsonArray()).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
