package io.crossfade.report;

import io.crossfade.report.Story.Sample;
import io.crossfade.report.Story.Side;
import java.util.ArrayList;
import java.util.List;

/** The numbers behind the pictures: a table for whoever cannot see them, and a sentence for each. */
final class NumbersPart {

    /** As many as a person reads; each row stands for as many samples as it takes. */
    private static final int MOST_ROWS = 60;

    private NumbersPart() {}

    static void write(Story story, Html html) {
        var samples = story.samples();
        if (samples.isEmpty()) {
            return;
        }
        html.markup("<section>")
                .element("h2", "The numbers behind the pictures")
                .markup("<details><summary>")
                .text("Show them as a table")
                .markup("</summary>")
                .table(
                        "Each row: the stretch up to its time; the share at its highest, latencies at their worst",
                        List.of(
                                "until",
                                "share",
                                "baseline requests",
                                "failed",
                                "p50 ms",
                                "p99 ms",
                                "candidate requests",
                                "failed",
                                "p50 ms",
                                "p99 ms"));
        int rows = Math.min(MOST_ROWS, samples.size());
        for (int row = 0; row < rows; row++) {
            int from = (int) ((long) samples.size() * row / rows);
            int to = (int) ((long) samples.size() * (row + 1) / rows);
            html.row(cells(samples.subList(from, to)));
        }
        html.endTable().markup("</details></section>\n");
    }

    private static List<String> cells(List<Sample> stretch) {
        var cells = new ArrayList<String>();
        cells.add(Words.clock(stretch.get(stretch.size() - 1).at()));
        cells.add(
                Words.percent(stretch.stream().mapToDouble(Sample::share).max().orElse(Double.NaN)));
        cells.addAll(cells(stretch.stream().map(Sample::baseline).reduce(Side.NONE, NumbersPart::together)));
        cells.addAll(cells(stretch.stream().map(Sample::candidate).reduce(Side.NONE, NumbersPart::together)));
        return cells;
    }

    private static List<String> cells(Side side) {
        return List.of(
                Words.count(side.requests()),
                Words.count(side.failed()),
                side.requests() == 0 ? "–" : Words.number(side.p50Micros() / 1e3),
                side.requests() == 0 ? "–" : Words.number(side.p99Micros() / 1e3));
    }

    private static Side together(Side one, Side other) {
        return new Side(
                one.requests() + other.requests(),
                one.failed() + other.failed(),
                Math.max(one.p50Micros(), other.p50Micros()),
                Math.max(one.p99Micros(), other.p99Micros()));
    }

    /** What a picture shows, for whoever cannot see it. */
    static String summary(Chart chart) {
        var text = new StringBuilder(chart.title());
        for (var line : chart.lines()) {
            double highest = line.values().stream()
                    .filter(value -> !value.isNaN())
                    .mapToDouble(value -> value)
                    .max()
                    .orElse(Double.NaN);
            text.append("; ")
                    .append(line.name())
                    .append(
                            Double.isNaN(highest)
                                    ? ": no requests"
                                    : ": highest " + Words.number(highest) + " " + chart.unit());
        }
        return text.toString();
    }
}
