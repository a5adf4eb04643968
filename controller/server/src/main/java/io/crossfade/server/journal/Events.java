package io.crossfade.server.journal;

import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Reaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;

/** How events are written: every fact of each, so that the machine can be fed with them again. */
final class Events {

    private final Readings readings;
    private final Writes writes;

    Events(Readings readings) {
        this.readings = readings;
        writes = new Writes(readings);
    }

    JsonObject write(Event event) {
        if (event instanceof Event.Evaluated evaluated) {
            return of("evaluated").put("assessment", Assessments.write(evaluated.assessment()));
        }
        if (event instanceof Event.NodeRead read) {
            return of("node-read").put("node", read.node()).put("reading", readings.write(read.reading()));
        }
        if (event instanceof Event.NodeUnreachable lost) {
            return of("node-unreachable").put("node", lost.node()).put("reason", lost.reason());
        }
        if (event instanceof Event.NodeGone gone) {
            return of("node-gone").put("node", gone.node()).put("reason", gone.reason());
        }
        if (event instanceof Event.Restarted restarted) {
            return restarted(restarted);
        }
        if (event instanceof Event.WriteEnded ended) {
            return of("write-ended")
                    .put("node", ended.node())
                    .put("write", Writes.write(ended.write()))
                    .put("result", writes.result(ended.result()));
        }
        if (event instanceof Event.WriteSettled settled) {
            return of("write-settled")
                    .put("node", settled.node())
                    .put("write", Writes.write(settled.write()))
                    .put("closed", settled.closed());
        }
        if (event instanceof Event.Disturbed disturbed) {
            return of("disturbed").put("what", disturbed.what());
        }
        if (event instanceof Event.JournalFailed failed) {
            return of("journal-failed").put("reason", failed.reason());
        }
        if (event instanceof Event.StopRequested stop) {
            return of("stop-requested")
                    .put("cause", stop.cause())
                    .put("reaction", stop.reaction().name());
        }
        if (event instanceof Event.Operator operator) {
            return write(operator);
        }
        throw unknown(event);
    }

    private static JsonObject write(Event.Operator operator) {
        if (operator instanceof Event.HoldRequested) {
            return of("hold-requested").put("reason", operator.reason());
        }
        if (operator instanceof Event.ResumeRequested resume) {
            return of("resume-requested").put("accept", resume.accept()).put("reason", resume.reason());
        }
        if (operator instanceof Event.ApprovalGiven) {
            return ofStep(of("approval-given"), operator);
        }
        if (operator instanceof Event.PromoteRequested) {
            return ofStep(of("promote-requested"), operator);
        }
        if (operator instanceof Event.RollbackRequested rollback) {
            return of("rollback-requested").put("force", rollback.force()).put("reason", rollback.reason());
        }
        if (operator instanceof Event.AdoptRequested) {
            return of("adopt-requested").put("reason", operator.reason());
        }
        throw unknown(operator);
    }

    /** The step stands there only where the word was said of one. */
    private static JsonObject ofStep(JsonObject json, Event.Operator operator) {
        operator.step().ifPresent(step -> json.put("step", step));
        return json.put("reason", operator.reason());
    }

    private static OptionalInt step(Fields fields) {
        return fields.json().containsKey("step") ? OptionalInt.of(fields.small("step")) : OptionalInt.empty();
    }

    private JsonObject restarted(Event.Restarted event) {
        var each = new JsonArray();
        for (var reading : event.readings()) {
            var node = new JsonObject();
            reading.ifPresent(read -> node.put("reading", readings.write(read)));
            each.add(node);
        }
        return of("restarted").put("downtime", event.downtime().toString()).put("nodes", each);
    }

    private static JsonObject of(String type) {
        return new JsonObject().put("type", type);
    }

    private static IllegalArgumentException unknown(Event event) {
        return new IllegalArgumentException("event: " + event.getClass() + " (expected: one that can be written)");
    }

    Event read(Fields fields) {
        return switch (fields.text("type")) {
            case "evaluated" -> new Event.Evaluated(Assessments.read(fields.fields("assessment")));
            case "node-read" -> new Event.NodeRead(fields.small("node"), readings.read(fields.fields("reading")));
            case "node-unreachable" -> new Event.NodeUnreachable(fields.small("node"), fields.text("reason"));
            case "node-gone" -> new Event.NodeGone(fields.small("node"), fields.text("reason"));
            case "restarted" ->
                new Event.Restarted(
                        fields.duration("downtime"),
                        fields.each("nodes", node -> node.maybeFields("reading").map(readings::read)));
            case "write-ended" ->
                new Event.WriteEnded(
                        fields.small("node"),
                        Writes.read(fields.fields("write")),
                        writes.result(fields.fields("result")));
            case "write-settled" ->
                new Event.WriteSettled(
                        fields.small("node"), Writes.read(fields.fields("write")), fields.flag("closed"));
            case "disturbed" -> new Event.Disturbed(fields.text("what"));
            case "journal-failed" -> new Event.JournalFailed(fields.text("reason"));
            case "stop-requested" ->
                new Event.StopRequested(fields.text("cause"), fields.constant("reaction", Reaction.class));
            default -> operator(fields);
        };
    }

    private static Event operator(Fields fields) {
        var reason = fields.text("reason");
        return switch (fields.text("type")) {
            case "hold-requested" -> new Event.HoldRequested(reason);
            case "resume-requested" -> new Event.ResumeRequested(fields.flag("accept"), reason);
            case "approval-given" -> new Event.ApprovalGiven(reason, step(fields));
            case "promote-requested" -> new Event.PromoteRequested(reason, step(fields));
            case "rollback-requested" -> new Event.RollbackRequested(fields.flag("force"), reason);
            case "adopt-requested" -> new Event.AdoptRequested(reason);
            default -> throw fields.wrong("type", fields.text("type"), "an event that this version knows");
        };
    }
}
