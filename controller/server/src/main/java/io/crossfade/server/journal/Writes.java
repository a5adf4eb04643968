package io.crossfade.server.journal;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.vertx.core.json.JsonObject;

/** How writes to load balancers, and how they ended, are written. */
final class Writes {

    private final Readings readings;

    Writes(Readings readings) {
        this.readings = readings;
    }

    static JsonObject write(Write write) {
        return new JsonObject()
                .put("candidate", write.split().candidate().parts())
                .put("aim", Shares.text(write.aim()))
                .put("generation", write.generation().number())
                .put("attempt", write.attempt())
                .put("lowers", write.lowers());
    }

    static Write read(Fields fields) {
        return new Write(
                new Split(new Share(fields.small("candidate"))),
                Shares.share(fields.text("aim")),
                new Generation(fields.number("generation")),
                fields.small("attempt"),
                fields.flag("lowers"));
    }

    JsonObject result(WriteResult result) {
        var json = new JsonObject();
        if (result instanceof WriteResult.Applied applied) {
            return json.put("type", "applied")
                    .put("reading", readings.write(applied.reading()))
                    .put("asked", Shares.text(applied.asked()));
        }
        if (result instanceof WriteResult.Refused refused) {
            return json.put("type", "refused").put("reason", refused.reason());
        }
        if (result instanceof WriteResult.NotSent notSent) {
            return json.put("type", "not-sent").put("reason", notSent.reason());
        }
        if (result instanceof WriteResult.Unknown unknown) {
            return json.put("type", "unknown").put("reason", unknown.reason());
        }
        throw new IllegalArgumentException("result: " + result.getClass() + " (expected: one that can be written)");
    }

    WriteResult result(Fields fields) {
        return switch (fields.text("type")) {
            case "applied" ->
                new WriteResult.Applied(readings.read(fields.fields("reading")), Shares.share(fields.text("asked")));
            case "refused" -> new WriteResult.Refused(fields.text("reason"));
            case "not-sent" -> new WriteResult.NotSent(fields.text("reason"));
            case "unknown" -> new WriteResult.Unknown(fields.text("reason"));
            default -> throw fields.wrong("type", fields.text("type"), "a result of a write");
        };
    }
}
