package io.crossfade.server.journal;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Certificate;
import io.crossfade.core.analysis.Grounds;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.analysis.Wealth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How verdicts are written, with every number in them. */
final class Assessments {

    private Assessments() {}

    static JsonObject write(Assessment assessment) {
        var verdicts = new JsonArray();
        assessment.verdicts().forEach(verdict -> verdicts.add(write(verdict)));
        var json = new JsonObject().put("verdicts", verdicts).put("doubts", new JsonArray(assessment.doubts()));
        assessment.commonMode().ifPresent(text -> json.put("commonMode", text));
        assessment.silent().ifPresent(text -> json.put("silent", text));
        if (!assessment.wealth().isEmpty()) {
            var wealth = new JsonArray();
            assessment
                    .wealth()
                    .forEach(bet ->
                            wealth.add(new JsonObject().put("name", bet.name()).put("value", bet.value())));
            json.put("wealth", wealth);
        }
        if (!assessment.certificates().isEmpty()) {
            var certificates = new JsonArray();
            assessment.certificates().forEach(certificate -> certificates.add(write(certificate)));
            json.put("certificates", certificates);
        }
        return json;
    }

    static Assessment read(Fields fields) {
        return new Assessment(
                fields.each("verdicts", Assessments::verdict),
                fields.texts("doubts"),
                fields.maybe("commonMode"),
                fields.maybe("silent"),
                fields.json().containsKey("wealth")
                        ? fields.each("wealth", bet -> new Wealth(bet.text("name"), bet.decimal("value")))
                        : List.of(),
                fields.json().containsKey("certificates")
                        ? fields.each("certificates", Assessments::certificate)
                        : List.of());
    }

    private static JsonObject write(Certificate certificate) {
        return new JsonObject()
                .put("guard", certificate.guard())
                .put("claim", certificate.claim())
                .put("odds", certificate.odds())
                .put("given", certificate.given());
    }

    private static Certificate certificate(Fields fields) {
        return new Certificate(
                fields.text("guard"), fields.text("claim"), fields.decimal("odds"), fields.flag("given"));
    }

    private static JsonObject write(Verdict verdict) {
        var json = new JsonObject()
                .put("guard", verdict.guard())
                .put("status", verdict.status().name())
                .put("shadow", verdict.shadow())
                .put("value", decimal(verdict.value()))
                .put("baseline", decimal(verdict.baseline()))
                .put("limit", decimal(verdict.limit()))
                .put("n", verdict.n())
                .put("text", verdict.text());
        var grounds = verdict.grounds();
        if (!grounds.equals(Grounds.NONE)) {
            var written = new JsonObject()
                    .put("odds", decimal(grounds.odds()))
                    .put("low", decimal(grounds.low()))
                    .put("high", decimal(grounds.high()))
                    .put("secondsToPass", decimal(grounds.secondsToPass()));
            if (grounds.clusters() != 1) {
                written.put("clusters", decimal(grounds.clusters()));
            }
            json.put("grounds", written);
        }
        return json;
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
                fields.text("text"),
                fields.maybeFields("grounds").map(Assessments::grounds).orElse(Grounds.NONE));
    }

    private static Grounds grounds(Fields fields) {
        return new Grounds(
                fields.decimal("odds"),
                fields.decimal("low"),
                fields.decimal("high"),
                fields.decimal("secondsToPass"),
                fields.json().containsKey("clusters") ? fields.decimal("clusters") : 1);
    }

    /** JSON has no number for what is not finite. */
    static Object decimal(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
}
