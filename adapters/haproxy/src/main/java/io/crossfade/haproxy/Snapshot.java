package io.crossfade.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The answer to the one line that reads the split, with or without writing it first. The process is asked for at both
 * ends of the line: a reload may hand the socket over, and what an old worker says does not hold.
 *
 * @param process who answered
 * @param setAnswer what HAProxy said to the write; blank where it was carried out, or where nothing was written
 * @param value the map's value as text
 * @param baseline the backend of cluster X
 * @param candidate the backend of cluster Y
 */
record Snapshot(ProcessInfo process, String setAnswer, String value, BackendState baseline, BackendState candidate) {

    private static final Pattern FOUND = Pattern.compile("found=yes,.* value=\"([^\"]*)\"");
    private static final int READ_ANSWERS = 5;

    static String readLine(HaproxySpec spec) {
        return Commands.line(commands(spec));
    }

    static String writeLine(HaproxySpec spec, int parts) {
        var commands = commands(spec);
        commands.add(1, setCommand(spec, parts));
        return Commands.line(commands);
    }

    static String setCommand(HaproxySpec spec, int parts) {
        return "set map " + spec.mapFile() + " " + spec.mapKey() + " " + parts;
    }

    static String getCommand(HaproxySpec spec) {
        return "get map " + spec.mapFile() + " " + spec.mapKey();
    }

    /** The backend's own row and those of its servers. */
    static String statCommand(String backend) {
        return "show stat " + backend + " 6 -1";
    }

    /**
     * The answer to {@link #readLine}.
     *
     * @throws IllegalArgumentException where it is cut, not understood, or of a process that is about to end
     */
    static Snapshot ofRead(HaproxySpec spec, String reply) {
        return of(spec, Answers.of(reply, READ_ANSWERS), "");
    }

    /** The answer to {@link #writeLine}; fails as {@link #ofRead} does. */
    static Snapshot ofWrite(HaproxySpec spec, String reply) {
        var answers = new ArrayList<>(Answers.of(reply, READ_ANSWERS + 1));
        var setAnswer = answers.remove(1);
        return of(spec, answers, setAnswer.strip());
    }

    /** The value of a {@code get map} answer; empty where the key is not there. */
    static String valueIn(String getAnswer) {
        var found = FOUND.matcher(getAnswer);
        return found.find() ? found.group(1) : "";
    }

    /**
     * The one process that gave the first and the last answer of a line.
     *
     * @throws IllegalArgumentException where it is not one, or one that takes no new requests
     */
    static ProcessInfo sameProcess(String firstInfo, String lastInfo) {
        var first = ProcessInfo.parse(firstInfo);
        var last = ProcessInfo.parse(lastInfo);
        if (!first.incarnation().equals(last.incarnation())) {
            throw new IllegalArgumentException("process: " + first.incarnation() + " and " + last.incarnation()
                    + " in one answer (expected: one process)");
        }
        if (first.stopping() || last.stopping()) {
            throw new IllegalArgumentException(
                    "process: " + first.pid() + " is stopping (expected: the worker that takes new requests)");
        }
        return first;
    }

    private static List<String> commands(HaproxySpec spec) {
        return new ArrayList<>(List.of(
                "show info",
                getCommand(spec),
                statCommand(spec.baseline()),
                statCommand(spec.candidate()),
                "show info"));
    }

    private static Snapshot of(HaproxySpec spec, List<String> answers, String setAnswer) {
        var process = sameProcess(answers.get(0), answers.get(4));
        var value = valueIn(answers.get(1));
        if (value.isEmpty() && setAnswer.isEmpty()) {
            throw new AbsentException("map " + spec.mapFile() + " " + spec.mapKey() + ": "
                    + answers.get(1).strip() + " (expected: a value)");
        }
        return new Snapshot(
                process, setAnswer, value, BackendState.parse(answers.get(2)), BackendState.parse(answers.get(3)));
    }
}
