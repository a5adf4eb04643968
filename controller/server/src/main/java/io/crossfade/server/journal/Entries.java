package io.crossfade.server.journal;

import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.JournalEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * How entries are written: the event with every fact of it, and the decision whole. Equal decisions are written with
 * equal bytes, so that a replay can be compared with what was recorded.
 */
final class Entries {

    private final Events events;
    private final Cutovers cutovers;

    Entries(Plan plan) {
        var readings = new Readings(new Shares(plan));
        events = new Events(readings);
        cutovers = new Cutovers(plan, readings);
    }

    /** Adds the keys of {@code entry} to {@code json}. */
    JsonObject write(JournalEntry entry, JsonObject json) {
        return json.put("entry", entry.sequence())
                .put("nanos", entry.at().nanos())
                .put("event", events.write(entry.event()))
                .put("decision", decision(entry.decision()));
    }

    JournalEntry read(Fields fields) {
        return new JournalEntry(
                fields.number("entry"),
                new Moment(fields.number("nanos"), fields.instant("ts")),
                events.read(fields.fields("event")),
                decision(fields.fields("decision")));
    }

    JsonObject cutover(Cutover cutover) {
        return cutovers.write(cutover);
    }

    Cutover cutover(Fields fields) {
        return cutovers.read(fields);
    }

    JsonObject decision(Decision decision) {
        var commands = new JsonArray();
        decision.commands().forEach(command -> commands.add(write(command)));
        var notices = new JsonArray();
        for (var notice : decision.notices()) {
            notices.add(new JsonObject().put("kind", notice.kind().name()).put("text", notice.text()));
        }
        var json = new JsonObject()
                .put("next", cutovers.write(decision.next()))
                .put("commands", commands)
                .put("notices", notices);
        decision.refusal().ifPresent(why -> json.put("refusal", why));
        return json;
    }

    private Decision decision(Fields fields) {
        return new Decision(
                cutovers.read(fields.fields("next")),
                fields.each("commands", Entries::command),
                fields.each(
                        "notices",
                        notice -> new Notice(notice.constant("kind", Notice.Kind.class), notice.text("text"))),
                fields.maybe("refusal"));
    }

    private static JsonObject write(Command command) {
        if (command instanceof Command.ApplySplit apply) {
            return new JsonObject()
                    .put("type", "apply-split")
                    .put("node", apply.node())
                    .put("write", Writes.write(apply.write()));
        }
        if (command instanceof Command.ReadNode read) {
            return new JsonObject().put("type", "read-node").put("node", read.node());
        }
        if (command instanceof Command.EmptyPassing) {
            return new JsonObject().put("type", "empty-passing");
        }
        throw new IllegalArgumentException("command: " + command.getClass() + " (expected: one that can be written)");
    }

    private static Command command(Fields fields) {
        return switch (fields.text("type")) {
            case "apply-split" -> new Command.ApplySplit(fields.small("node"), Writes.read(fields.fields("write")));
            case "read-node" -> new Command.ReadNode(fields.small("node"));
            case "empty-passing" -> new Command.EmptyPassing();
            default -> throw fields.wrong("type", fields.text("type"), "a command that this version knows");
        };
    }
}
