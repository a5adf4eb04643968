package io.crossfade.haproxy;

import java.util.regex.Pattern;

/**
 * Which process answered, from {@code show info}.
 *
 * @param pid the process
 * @param started when it started, in seconds of its clock
 * @param stopping true for an old worker after a reload
 * @param version such as {@code 2.6.12-1+deb12u4}
 */
record ProcessInfo(long pid, long started, boolean stopping, String version) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern ANYTHING = Pattern.compile(".*");

    static ProcessInfo parse(String answer) {
        return new ProcessInfo(
                Long.parseLong(find("Pid", NUMBER, answer)),
                Long.parseLong(find("Start_time_sec", NUMBER, answer)),
                !find("Stopping", DIGIT, answer).equals("0"),
                find("Version", ANYTHING, answer));
    }

    /** Which life of HAProxy this is; a reload changes it. */
    String incarnation() {
        return pid + "@" + started;
    }

    /** What follows {@code name: } on its line; every rollback waits for this, so the answer is not matched as a whole. */
    private static String find(String name, Pattern shape, String answer) {
        var label = name + ": ";
        int line = answer.startsWith(label) ? 0 : answer.indexOf("\n" + label) + 1;
        int begin = line + label.length();
        int end = answer.indexOf('\n', begin);
        boolean found = answer.startsWith(label, line);
        var value = found ? answer.substring(begin, end < 0 ? answer.length() : end) : "";
        if (value.isEmpty() || !shape.matcher(value).matches()) {
            throw new IllegalArgumentException("show info: " + name + ": " + value + " (expected: " + shape + ")");
        }
        return value;
    }
}
