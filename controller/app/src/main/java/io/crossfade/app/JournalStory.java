package io.crossfade.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Records of a journal as lines for people: when, what happened, what came of it. */
final class JournalStory {

    private JournalStory() {}

    static void print(List<String> records, boolean asText, Surroundings around) {
        var out = around.out();
        for (var record : records) {
            if (asText) {
                lines(new JsonObject(record)).forEach(out::println);
            } else {
                out.println(record);
            }
        }
        out.flush();
    }

    /** One record; the first line says what, those after it what people were told. */
    static List<String> lines(JsonObject record) {
        var head = String.format("%-24s %5d  ", record.getString("ts"), record.getLong("seq"));
        var lines = new ArrayList<String>();
        switch (record.getString("type")) {
            case "header" ->
                lines.add(head + "cutover " + record.getJsonObject("plan").getString("cutover") + ", plan "
                        + record.getString("planHash").substring(0, 12) + ", crossfade " + record.getString("version"));
            case "entry" -> entry(record, head, lines);
            case "state" -> lines.add(head + record.getString("why") + "; " + stand(record.getJsonObject("cutover")));
            default -> lines.add(head + record.getString("type"));
        }
        return lines.stream().map(line -> line.replaceAll("\\p{Cntrl}", " ")).toList();
    }

    private static void entry(JsonObject record, String head, List<String> lines) {
        var event = record.getJsonObject("event");
        var decision = record.getJsonObject("decision");
        lines.add(head + event.getString("type") + node(event) + reason(event) + " -> "
                + stand(decision.getJsonObject("next")));
        var indent = " ".repeat(head.length());
        if (decision.containsKey("refusal")) {
            lines.add(indent + "refused: " + decision.getString("refusal"));
        }
        for (var command : objects(decision.getJsonArray("commands"))) {
            if (command.containsKey("write")) {
                var write = command.getJsonObject("write");
                lines.add(indent + "write to node " + (command.getInteger("node") + 1) + ": candidate "
                        + write.getInteger("candidate") / 100.0 + "%, attempt " + write.getInteger("attempt"));
            }
        }
        for (var notice : objects(decision.getJsonArray("notices"))) {
            lines.add(indent + notice.getString("kind") + " " + notice.getString("text"));
        }
    }

    private static String stand(JsonObject cutover) {
        var state = cutover.getJsonObject("state");
        var step = state.getInteger("step", -1);
        return state.getString("name") + (step < 0 ? "" : " step " + (step + 1)) + ", generation "
                + cutover.getLong("generation");
    }

    private static String node(JsonObject event) {
        return event.containsKey("node") ? " node " + (event.getInteger("node") + 1) : "";
    }

    private static String reason(JsonObject event) {
        return event.containsKey("reason") ? " (" + event.getString("reason") + ")" : "";
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
