package io.crossfade.server.journal;

import io.crossfade.core.port.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How readings are written. */
final class Readings {

    private final Shares shares;

    Readings(Shares shares) {
        this.shares = shares;
    }

    JsonObject write(Reading reading) {
        return new JsonObject()
                .put("share", Shares.text(reading.share()))
                .put("incarnation", reading.incarnation())
                .put("configured", reading.configured())
                .put("baselineUsable", reading.baselineUsable())
                .put("candidateUsable", reading.candidateUsable())
                .put("candidateInFlight", reading.candidateInFlight())
                .put("baselineInFlight", reading.baselineInFlight())
                .put("shares", shares.model(reading.shares()))
                .put("membership", reading.membership())
                .put("doubts", new JsonArray(reading.doubts()));
    }

    Reading read(Fields fields) {
        return new Reading(
                Shares.share(fields.text("share")),
                fields.text("incarnation"),
                fields.flag("configured"),
                fields.small("baselineUsable"),
                fields.small("candidateUsable"),
                fields.number("candidateInFlight"),
                fields.number("baselineInFlight"),
                shares.model(fields, "shares"),
                fields.text("membership"),
                fields.texts("doubts"));
    }
}
