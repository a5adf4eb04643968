package io.crossfade.nginx;

/**
 * Goes through the fields of one JSON object in a line, without allocating and without unescaping. A value's range is
 * what stands between the quotes of a string, or all of anything else; objects and arrays are skipped as a whole. A
 * value without quotes may be empty, since that is what NGINX writes for a variable that has none.
 */
final class JsonFields {

    private byte[] bytes = {};
    private int to;
    private int at;
    private boolean begun;
    private boolean whole;
    private int keyStart;
    private int keyEnd;
    private int valueStart;
    private int valueEnd;

    /** Begins with the first brace in {@code bytes} of {@code from} up to {@code to}. */
    void open(byte[] line, int from, int end) {
        bytes = line;
        to = end;
        at = from;
        begun = false;
        whole = false;
        while (at < to && bytes[at] != '{') {
            at++;
        }
        at++;
    }

    /** Goes to the next field; false where there is none, or where the text is no JSON. */
    boolean next() {
        skipBlanks();
        if (at >= to || whole) {
            return false;
        }
        if (bytes[at] == '}') {
            at++;
            skipBlanks();
            whole = at == to;
            return false;
        }
        if (begun) {
            if (bytes[at++] != ',') {
                return false;
            }
            skipBlanks();
        }
        begun = true;
        return key() && value();
    }

    /** True where the object was read to its end and nothing came after it. */
    boolean isWhole() {
        return whole;
    }

    int keyStart() {
        return keyStart;
    }

    int keyEnd() {
        return keyEnd;
    }

    int valueStart() {
        return valueStart;
    }

    int valueEnd() {
        return valueEnd;
    }

    private boolean key() {
        keyStart = at + 1;
        if (!skipString()) {
            return false;
        }
        keyEnd = at - 1;
        skipBlanks();
        if (at >= to || bytes[at++] != ':') {
            return false;
        }
        skipBlanks();
        return true;
    }

    private boolean value() {
        if (at >= to) {
            return false;
        }
        valueStart = at;
        switch (bytes[at]) {
            case '"' -> {
                valueStart++;
                if (!skipString()) {
                    return false;
                }
                valueEnd = at - 1;
            }
            case '{', '[' -> {
                if (!skipNested()) {
                    return false;
                }
                valueEnd = at;
            }
            default -> {
                int i = at;
                while (i < to && isPlain(bytes[i])) {
                    i++;
                }
                at = i;
                valueEnd = at;
            }
        }
        return true;
    }

    /** Goes behind the string that begins here. */
    private boolean skipString() {
        if (at >= to || bytes[at] != '"') {
            return false;
        }
        // Locals, since this loop sees most bytes of a line.
        byte[] text = bytes;
        int end = to;
        int i = at + 1;
        while (i < end && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        at = i + 1;
        return i < end;
    }

    private boolean skipNested() {
        int depth = 0;
        while (at < to) {
            byte b = bytes[at];
            if (b == '"') {
                if (!skipString()) {
                    return false;
                }
                continue;
            }
            at++;
            if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    private void skipBlanks() {
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
    }

    /** True for what a number or a word may hold: the signs of JSON end it, so that a cut line is seen as one. */
    private static boolean isPlain(byte b) {
        return b > ' ' && b != ',' && b != '}' && b != '{' && b != '"';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
