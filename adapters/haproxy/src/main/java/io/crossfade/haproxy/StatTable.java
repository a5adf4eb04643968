package io.crossfade.haproxy;

import java.util.Arrays;

/**
 * The rows of one {@code show stat}, read by the names of its header: the columns differ between versions. Numbers are
 * read in place, without a string for each cell.
 */
final class StatTable {

    private static final String HEADER = "# ";

    /** More columns than this are not looked at; 3.2 has 133. */
    private static final int MOST_COLUMNS = 256;

    private final String text;
    private final String[] names;
    private final int[] commas = new int[MOST_COLUMNS + 1];
    private int columns;
    private int rowStart;
    private int next;

    private StatTable(String text, String[] names, int next) {
        this.text = text;
        this.names = names;
        this.next = next;
    }

    /**
     * Begins before the first row.
     *
     * @throws IllegalArgumentException where the answer is not a table, such as {@code No such proxy.}
     */
    static StatTable of(String answer) {
        int end = answer.indexOf('\n');
        if (!answer.startsWith(HEADER) || end < 0) {
            var message = "show stat: " + firstLine(answer) + " (expected: a table)";
            throw answer.startsWith("No such proxy")
                    ? new AbsentException(message)
                    : new IllegalArgumentException(message);
        }
        return new StatTable(answer, answer.substring(HEADER.length(), end).split(","), end + 1);
    }

    /** Goes to the next row; false where there is none. */
    boolean next() {
        if (next >= text.length()) {
            return false;
        }
        rowStart = next;
        columns = 0;
        boolean quoted = false;
        int at = rowStart;
        for (; at < text.length() && text.charAt(at) != '\n'; at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted && columns < MOST_COLUMNS) {
                commas[columns++] = at;
            }
        }
        commas[columns] = at;
        next = at + 1;
        return true;
    }

    /** Where the column {@code name} stands, to be asked for once for a table; -1 where there is none. */
    int column(String name) {
        return Arrays.asList(names).indexOf(name);
    }

    /** The cell of the present row; empty where the column is absent. */
    String text(String name) {
        int column = column(name);
        return column < 0 || column > columns ? "" : text.substring(start(column), commas[column]);
    }

    /** The cell of the present row as a number; 0 where it is empty, absent or no number. */
    long number(int column) {
        if (column < 0 || column > columns) {
            return 0;
        }
        long value = 0;
        for (int at = start(column); at < commas[column]; at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    long number(String name) {
        return number(column(name));
    }

    private int start(int column) {
        return column == 0 ? rowStart : commas[column - 1] + 1;
    }

    private static String firstLine(String answer) {
        return answer.lines().findFirst().orElse("nothing");
    }
}
