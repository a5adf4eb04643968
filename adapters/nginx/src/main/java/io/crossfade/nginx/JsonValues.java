package io.crossfade.nginx;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Takes values out of JSON and fails in words where one is missing or of another kind. */
final class JsonValues {

    private static final int LONGEST = 200;

    private JsonValues() {}

    static long number(JsonObject object, String name) {
        if (object.getValue(name) instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw wrong(object, name, "a number");
    }

    static String text(JsonObject object, String name) {
        if (object.getValue(name) instanceof String text) {
            return printable(text);
        }
        throw wrong(object, name, "text");
    }

    static boolean flag(JsonObject object, String name) {
        if (object.getValue(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(object, name, "true or false");
    }

    static JsonArray list(JsonObject object, String name) {
        if (object.getValue(name) instanceof JsonArray list) {
            return list;
        }
        throw wrong(object, name, "a list");
    }

    static List<JsonObject> objects(JsonArray list) {
        var objects = new ArrayList<JsonObject>();
        for (var item : list) {
            if (!(item instanceof JsonObject object)) {
                throw new IllegalArgumentException(
                        "list: " + printable(String.valueOf(item)) + " (expected: an object)");
            }
            objects.add(object);
        }
        return objects;
    }

    /** For a screen: nothing that moves a cursor, and no more than a line. */
    static String printable(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private static IllegalArgumentException wrong(JsonObject object, String name, String expected) {
        return new IllegalArgumentException(
                name + ": " + printable(String.valueOf(object.getValue(name))) + " (expected: " + expected + ")");
    }
}
