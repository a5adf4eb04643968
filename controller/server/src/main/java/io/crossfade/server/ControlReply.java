package io.crossfade.server;

import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;

/**
 * One line from a controller: the answer to a request, or, where {@code exit} is present, the word that the cutover has
 * ended, after which the connection is closed.
 *
 * @param ok whether what was asked is being done
 * @param text what is done, or why not
 * @param status where the cutover stands, as {@link StatusView} writes it
 * @param exit the exit code that the controller ends with
 */
public record ControlReply(boolean ok, String text, JsonObject status, OptionalInt exit) {

    static ControlReply parse(String line) {
        var json = new JsonObject(line);
        var exit = json.getInteger("exit");
        return new ControlReply(
                json.getBoolean("ok", false),
                json.getString("text", ""),
                json.getJsonObject("status", new JsonObject()),
                exit == null ? OptionalInt.empty() : OptionalInt.of(exit));
    }

    static ControlReply refused(String text) {
        return new ControlReply(false, text, new JsonObject(), OptionalInt.empty());
    }

    JsonObject toJson() {
        var json = new JsonObject().put("ok", ok).put("text", text).put("status", status);
        exit.ifPresent(code -> json.put("exit", code));
        return json;
    }
}
