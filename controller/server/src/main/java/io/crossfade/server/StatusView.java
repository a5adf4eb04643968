package io.crossfade.server;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Certificate;
import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.NodeState;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.Write;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Where a cutover stands, as JSON for programs; shares are percent with a sign, exact to four decimals. */
public final class StatusView {

    private StatusView() {}

    /**
     * Writes it down.
     *
     * @param since when the present state began
     */
    public static JsonObject of(Cutover cutover, Assessment assessment, Instant since) {
        var plan = cutover.plan();
        var state = cutover.state();
        var json = new JsonObject()
                .put("cutover", plan.cutover())
                .put("state", state.name())
                .put("reason", state.reason())
                .put("since", since.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("step", state.step() + 1)
                .put("steps", plan.steps().size())
                .put("generation", cutover.generation().number())
                .put("candidate", cutover.highestConfirmed().toString())
                .put("missing", assessment.missing())
                .put("doubts", new JsonArray(assessment.doubts()));
        cutover.ending()
                .ifPresent(ending -> json.put(
                        "ending", ending.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        assessment.commonMode().ifPresent(text -> json.put("commonMode", text));
        assessment.silent().ifPresent(text -> json.put("silent", text));
        var nodes = new JsonArray();
        for (int node = 0; node < plan.nodes(); node++) {
            nodes.add(node(plan.routers().get(node).label(), cutover.node(node)));
        }
        var verdicts = new JsonArray();
        assessment.verdicts().forEach(verdict -> verdicts.add(verdict(verdict)));
        if (!assessment.certificates().isEmpty()) {
            var certificates = new JsonArray();
            assessment.certificates().forEach(certificate -> certificates.add(certificate(certificate)));
            json.put("certificates", certificates);
        }
        return json.put("nodes", nodes).put("verdicts", verdicts);
    }

    private static JsonObject node(String label, NodeState state) {
        var json = new JsonObject()
                .put("label", label)
                .put("reachable", state.reachable())
                .put("confirmed", state.confirmed().share().toString())
                .put("openWrites", state.openWrites().size())
                .put("incarnation", state.incarnation());
        state.intent()
                .ifPresent(
                        write -> json.put("desired", write.split().candidate().toString()));
        var aim = state.intent().map(Write::aim).orElse(state.confirmed().share());
        state.observed()
                .ifPresent(reading -> json.put("achieved", text(reading.share()))
                        .put("asDesired", reading.share().equals(aim))
                        .put("baselineUsable", reading.baselineUsable())
                        .put("candidateUsable", reading.candidateUsable()));
        return json;
    }

    private static String text(AchievedShare share) {
        return share.toString();
    }

    private static JsonObject certificate(Certificate certificate) {
        return new JsonObject()
                .put("guard", certificate.guard())
                .put("claim", certificate.claim())
                .put("odds", certificate.odds())
                .put("given", certificate.given());
    }

    private static JsonObject verdict(Verdict verdict) {
        var json = new JsonObject()
                .put("guard", verdict.guard())
                .put("status", verdict.status().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("shadow", verdict.shadow())
                .put("n", verdict.n())
                .put("text", verdict.text());
        putNumber(json, "value", verdict.value());
        putNumber(json, "baseline", verdict.baseline());
        putNumber(json, "limit", verdict.limit());
        putNumber(json, "odds", verdict.grounds().odds());
        putNumber(json, "low", verdict.grounds().low());
        putNumber(json, "high", verdict.grounds().high());
        putNumber(json, "secondsToPass", verdict.grounds().secondsToPass());
        if (verdict.grounds().clusters() != 1) {
            putNumber(json, "clusters", verdict.grounds().clusters());
        }
        return json;
    }

    /** JSON has no NaN: what is not known is absent. */
    private static void putNumber(JsonObject json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }
}
