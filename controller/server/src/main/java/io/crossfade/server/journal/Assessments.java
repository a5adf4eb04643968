package io.crossfade.server.journal;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.analysis.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How verdicts are written, with every number in them. */
final class Assessments {

    private Assessments() {}

    static JsonObject write(Assessment assessment) {
        var verdicts = new JsonArray();
        assessment.verdicts().forEach(verdict -> verdicts.add(write(verdict)));
        var json = new JsonObject().put("verdicts", verdicts).put("doubts", new JsonArray(assessment.doubts()));
        assessment.commonMode().ifPresent(text -> json.put("commonMode", text));
        assessment.silent().ifPresent(text -> json.put("silent", text));
        return json;
    }

    static Assessment read(Fields fields) {
        return new Assessment(
                fields.each("verdicts", Assessments::verdict),
                fields.texts("doubts"),
                fields.maybe("commonMode"),
                fields.maybe("silent"));
    }

    private static JsonObject write(Verdict verdict) {
        return new JsonObject()
                .put("guard", verdict.guard())
                .put("status", verdict.status().name())
                .put("shadow", verdict.shadow())
                .put("value", decimal(verdict.value()))
                .put("baseline", decimal(verdict.baseline()))
                .put("limit", decimal(verdict.limit()))
                .put("n", verdict.n())
                .put("text", verdict.text());
    }

    private static Verdict verdict(Fields fields) {
        return new Verdict(
                fields.text("guard"),
                fields.constant("status", Status.class),
                fields.flag("shadow"),
                fields.decimal("value"),
                fields.decimal("baseline"),
                fields.decimal("limit"),
                fields.number("n"),
                fields.text("text"));
    }

    /** JSON has no number for what is not finite. */
    static Object decimal(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
}
