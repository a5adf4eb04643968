package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.NodeState;
import io.crossfade.core.machine.StateForm;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How the place where a cutover stands is written, whole; the plan apart, which never changes. */
final class Cutovers {

    private final Plan plan;
    private final Readings readings;

    Cutovers(Plan plan, Readings readings) {
        this.plan = plan;
        this.readings = readings;
    }

    JsonObject write(Cutover cutover) {
        var nodes = new JsonArray();
        cutover.nodes().forEach(node -> nodes.add(write(node)));
        return new JsonObject()
                .put("state", new JsonObject(StateForm.of(cutover.state())))
                .put("generation", cutover.generation().number())
                .put("reloads", cutover.reloads())
                .put("drifts", new JsonArray(cutover.drifts()))
                .put("unread", cutover.unread())
                .put("nodes", nodes);
    }

    Cutover read(Fields fields) {
        var nodes = fields.each("nodes", this::node);
        if (nodes.size() != plan.nodes()) {
            throw fields.wrong("nodes", nodes.size(), "one for each of " + plan.nodes() + " routers");
        }
        return new Cutover(
                plan,
                StateForm.read(fields.fields("state").json().getMap()),
                nodes,
                new Generation(fields.number("generation")),
                fields.small("reloads"),
                fields.numbers("drifts"),
                fields.number("unread"));
    }

    private JsonObject write(NodeState node) {
        var confirmed = node.confirmed();
        var open = new JsonArray();
        for (var write : node.openWrites()) {
            open.add(Writes.write(write.write())
                    .put("clean", write.clean())
                    .put("fate", write.fate().name()));
        }
        var json = new JsonObject();
        node.intent().ifPresent(intent -> json.put("intent", Writes.write(intent)));
        json.put(
                "confirmed",
                new JsonObject()
                        .put("share", Shares.text(confirmed.share()))
                        .put("generation", confirmed.generation().number())
                        .put("clean", confirmed.clean())
                        .put("membership", confirmed.membership())
                        .put("before", Shares.text(confirmed.before())));
        node.observed().ifPresent(reading -> json.put("observed", readings.write(reading)));
        return json.put("open", open)
                .put("ceiling", Shares.text(node.ceiling()))
                .put("incarnation", node.incarnation());
    }

    private NodeState node(Fields fields) {
        var confirmed = fields.fields("confirmed");
        return new NodeState(
                fields.maybeFields("intent").map(Writes::read),
                new NodeState.Confirmed(
                        Shares.share(confirmed.text("share")),
                        new Generation(confirmed.number("generation")),
                        confirmed.flag("clean"),
                        confirmed.text("membership"),
                        Shares.share(confirmed.text("before"))),
                fields.maybeFields("observed").map(readings::read),
                fields.each(
                        "open",
                        write -> new NodeState.OpenWrite(
                                Writes.read(write), write.flag("clean"), write.constant("fate", NodeState.Fate.class))),
                Shares.share(fields.text("ceiling")),
                fields.text("incarnation"));
    }
}
