package io.crossfade.server.journal;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a plan is written for a replay: all that decisions are made of, with the load balancers by name alone. */
final class Plans {

    private Plans() {}

    static JsonObject write(Plan plan) {
        var routers = new JsonArray();
        plan.routers().forEach(router -> routers.add(write(router)));
        var guards = new JsonArray();
        plan.guards().forEach(guard -> guards.add(write(guard)));
        var steps = new JsonArray();
        plan.steps().forEach(step -> steps.add(write(step)));
        var window = new JsonObject();
        plan.window().notBefore().ifPresent(instant -> window.put("notBefore", instant.toString()));
        plan.window().notAfter().ifPresent(instant -> window.put("notAfter", instant.toString()));
        return new JsonObject()
                .put("cutover", plan.cutover())
                .put("routers", routers)
                .put("guards", guards)
                .put("steps", steps)
                .put("window", window)
                .put("policies", write(plan.policies()));
    }

    static Plan read(Fields fields) {
        var window = fields.fields("window");
        return new Plan(
                fields.text("cutover"),
                fields.each(
                        "routers",
                        router -> new RecordedRouter(
                                router.text("adapter"), router.text("label"), router.text("identity"))),
                fields.each("guards", Plans::guard),
                fields.each("steps", Plans::step),
                new Window(
                        window.maybe("notBefore").map(Instant::parse),
                        window.maybe("notAfter").map(Instant::parse)),
                policies(fields.fields("policies")));
    }

    private static JsonObject write(RouterSpec spec) {
        var router = RecordedRouter.of(spec);
        return new JsonObject()
                .put("adapter", router.adapter())
                .put("label", router.label())
                .put("identity", router.identity());
    }

    private static JsonObject write(Guard guard) {
        var json = new JsonObject();
        if (guard instanceof Guard.ErrorRate rate) {
            json.put("type", "error-rate");
            rate.limit().ifPresent(limit -> json.put("limit", limit));
            rate.worseThanBaseline().ifPresent(worse -> json.put("worseThanBaseline", worse));
            json.put("tolerance", rate.tolerance());
        } else if (guard instanceof Guard.Latency latency) {
            json.put("type", "latency").put("quantile", latency.quantile());
            latency.limit().ifPresent(limit -> json.put("limit", limit.toString()));
            latency.worseThanBaseline().ifPresent(worse -> json.put("worseThanBaseline", worse));
        } else {
            throw new IllegalArgumentException("guard: " + guard.getClass() + " (expected: one that can be written)");
        }
        return json.put("name", guard.name())
                .put("minRequests", guard.minRequests())
                .put("shadow", guard.shadow());
    }

    private static Guard guard(Fields fields) {
        var name = fields.text("name");
        int minRequests = fields.small("minRequests");
        boolean shadow = fields.flag("shadow");
        var worse = decimal(fields, "worseThanBaseline");
        return switch (fields.text("type")) {
            case "error-rate" ->
                new Guard.ErrorRate(
                        name,
                        decimal(fields, "limit"),
                        worse,
                        decimal(fields, "tolerance").orElse(Guard.ErrorRate.DEFAULT_TOLERANCE),
                        minRequests,
                        shadow);
            case "latency" ->
                new Guard.Latency(
                        name,
                        fields.decimal("quantile"),
                        fields.maybe("limit").map(Duration::parse),
                        worse,
                        minRequests,
                        shadow);
            default -> throw fields.wrong("type", fields.text("type"), "a guard that this version knows");
        };
    }

    private static Optional<Double> decimal(Fields fields, String key) {
        return fields.json().containsKey(key) ? Optional.of(fields.decimal(key)) : Optional.empty();
    }

    private static JsonObject write(Step step) {
        var json = new JsonObject()
                .put("candidate", step.candidate().parts())
                .put("atLeast", step.bake().atLeast().toString())
                .put("atMost", step.bake().atMost().toString());
        if (step.bake().mayEndEarly()) {
            json.put("full", step.bake().full().toString());
        }
        step.gate()
                .ifPresent(gate -> json.put(
                        "gate",
                        new JsonObject()
                                .put("within", gate.within().toString())
                                .put("then", gate.then().name())));
        return json.put("continuesRamp", step.continuesRamp());
    }

    private static Step step(Fields fields) {
        return new Step(
                new Share(fields.small("candidate")),
                new Bake(
                        fields.duration("atLeast"),
                        fields.duration(fields.json().containsKey("full") ? "full" : "atLeast"),
                        fields.duration("atMost")),
                fields.maybeFields("gate")
                        .map(gate -> new Gate(gate.duration("within"), gate.constant("then", Reaction.class))),
                fields.flag("continuesRamp"));
    }

    private static JsonObject write(Policies policies) {
        var json = new JsonObject()
                .put("onFailure", policies.onFailure().name())
                .put("noData", policies.noData().name())
                .put("noDataAfter", policies.noDataAfter().toString())
                .put("onExit", policies.onExit().name())
                .put("over", policies.over().toString())
                .put("drain", policies.drain().toString())
                .put("applyWithin", policies.applyWithin().toString())
                .put("rollbackPatience", policies.rollbackPatience().toString())
                .put("judging", write(policies.judging()));
        policies.onRestart().ifPresent(reaction -> json.put("onRestart", reaction.name()));
        return json;
    }

    private static Policies policies(Fields fields) {
        return new Policies(
                fields.constant("onFailure", Reaction.class),
                fields.constant("noData", Reaction.class),
                fields.duration("noDataAfter"),
                fields.constant("onExit", Reaction.class),
                fields.duration("over"),
                fields.duration("drain"),
                fields.duration("applyWithin"),
                fields.duration("rollbackPatience"),
                fields.maybeFields("judging").map(Plans::judging).orElse(Judging.DEFAULTS),
                fields.json().containsKey("onRestart")
                        ? Optional.of(fields.constant("onRestart", OnRestart.class))
                        : Optional.empty());
    }

    private static JsonObject write(Judging judging) {
        var json = new JsonObject()
                .put("judge", judging.judge().name())
                .put("falseAlarm", judging.falseAlarm())
                .put("commonMode", judging.commonMode().name());
        // Of steps that may end early alone: a journal without them reads as it always did.
        if (judging.falsePass() != Judging.DEFAULTS.falsePass()) {
            json.put("falsePass", judging.falsePass());
        }
        if (judging.harm() != Judging.DEFAULTS.harm()) {
            json.put("harm", judging.harm());
        }
        return json;
    }

    private static Judging judging(Fields fields) {
        return new Judging(
                fields.constant("judge", JudgeKind.class),
                fields.decimal("falseAlarm"),
                fields.constant("commonMode", Reaction.class),
                decimal(fields, "falsePass").orElse(Judging.DEFAULTS.falsePass()),
                decimal(fields, "harm").orElse(Judging.DEFAULTS.harm()));
    }
}
