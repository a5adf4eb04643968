package io.crossfade.haproxy;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a reply into the answers of its commands. Each ends with an empty line, so that the answer to a {@code set}
 * that was carried out is that empty line alone. A reply that does not hold as many whole answers as there were
 * commands was cut.
 */
final class Answers {

    private Answers() {}

    /**
     * The answers in order, each without its empty line.
     *
     * @throws IllegalArgumentException where there are not exactly {@code count} whole answers
     */
    static List<String> of(String reply, int count) {
        var answers = new ArrayList<String>();
        int begin = 0;
        int lineStart = 0;
        while (true) {
            int lineEnd = reply.indexOf('\n', lineStart);
            if (lineEnd < 0) {
                break;
            }
            if (lineEnd == lineStart) {
                answers.add(reply.substring(begin, lineStart));
                begin = lineEnd + 1;
            }
            lineStart = lineEnd + 1;
        }
        if (answers.size() != count || begin != reply.length()) {
            throw new IllegalArgumentException("answers: " + answers.size()
                    + (begin == reply.length() ? "" : " and a cut one") + " (expected: " + count + ")");
        }
        return answers;
    }
}
