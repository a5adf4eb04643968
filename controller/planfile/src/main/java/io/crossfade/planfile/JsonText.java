package io.crossfade.planfile;

import java.util.List;
import java.util.Map;

/** Writes nested maps, lists, strings, numbers and booleans as indented JSON, in their order. */
final class JsonText {

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Object value) {
        var json = new JsonText();
        json.write(value, "\n");
        return json.text.append('\n').toString();
    }

    private void write(Object value, String newLine) {
        if (value instanceof Map<?, ?> map) {
            var inner = open('{', newLine);
            var separator = "";
            for (var entry : map.entrySet()) {
                text.append(separator).append(inner);
                quote(entry.getKey().toString());
                text.append(": ");
                write(entry.getValue(), inner);
                separator = ",";
            }
            text.append(newLine).append('}');
        } else if (value instanceof List<?> list) {
            var inner = open('[', newLine);
            var separator = "";
            for (Object item : list) {
                text.append(separator).append(inner);
                write(item, inner);
                separator = ",";
            }
            text.append(newLine).append(']');
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quote(value.toString());
        }
    }

    private String open(char bracket, String newLine) {
        text.append(bracket);
        return newLine + "  ";
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (character < ' ') {
                text.append(String.format("\\u%04x", (int) character));
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }
}
