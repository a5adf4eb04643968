package io.crossfade.haproxy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Joins commands to the one line of a transaction. A line feed, a semicolon or a payload mark within a command would
 * make HAProxy run what nobody wrote: names are checked where they are read, and what is sent is checked here again.
 */
final class Commands {

    /** HAProxy reads no line longer than its {@code tune.bufsize}, by default 16,384. */
    static final int LONGEST = 15_000;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:@%+=,/ -]+");

    private Commands() {}

    static String line(List<String> commands) {
        for (var command : commands) {
            if (!PLAIN.matcher(command).matches()) {
                throw new IllegalArgumentException("command: " + command + " (expected: " + PLAIN + ")");
            }
        }
        var line = String.join(";", commands);
        if (line.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "command line: " + line.length() + " characters (expected: at most " + LONGEST + ")");
        }
        return line;
    }
}
