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

    private static final Pattern PID = field("Pid", "([0-9]{1,18})");
    private static final Pattern STARTED = field("Start_time_sec", "([0-9]{1,18})");
    private static final Pattern STOPPING = field("Stopping", "([0-9])");
    private static final Pattern VERSION = field("Version", "(.*)");

    static ProcessInfo parse(String answer) {
        return new ProcessInfo(
                Long.parseLong(find(PID, answer)),
                Long.parseLong(find(STARTED, answer)),
                !find(STOPPING, answer).equals("0"),
                find(VERSION, answer));
    }

    /** Which life of HAProxy this is; a reload changes it. */
    String incarnation() {
        return pid + "@" + started;
    }

    private static Pattern field(String name, String value) {
        return Pattern.compile("^" + name + ": " + value + "$", Pattern.MULTILINE);
    }

    private static String find(Pattern field, String answer) {
        var matcher = field.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalArgumentException("show info: " + field + " not found");
        }
        return matcher.group(1);
    }
}
