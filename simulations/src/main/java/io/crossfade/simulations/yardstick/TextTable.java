package io.crossfade.simulations.yardstick;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of words and numbers in Markdown, printed when it is whole. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "cells: " + cells.length + " (expected: " + rows.get(0).size() + ")");
        }
        rows.add(List.of(cells));
    }

    void print(String title, PrintStream out) {
        out.println();
        out.println(title);
        out.println();
        print(rows.get(0), out);
        out.println("|" + " --- |".repeat(rows.get(0).size()));
        rows.subList(1, rows.size()).forEach(row -> print(row, out));
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        String format = value >= 99.95 ? "%,.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    static String percent(double value) {
        return Double.isFinite(value) ? number(100 * value) + " %" : "-";
    }

    private static void print(List<String> cells, PrintStream out) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
