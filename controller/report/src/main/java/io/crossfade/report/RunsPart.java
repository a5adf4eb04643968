package io.crossfade.report;

import io.crossfade.report.Story.Runs;
import io.crossfade.report.Story.Spread;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What many runs came to: how they ended as a bar and in words, and how their numbers were spread. */
final class RunsPart {

    /** Of a bar, in units of the drawing. */
    private static final double WIDTH = 300;

    private final Html html;

    RunsPart(Html html) {
        this.html = html;
    }

    void write(List<Runs> runs) {
        if (runs.isEmpty()) {
            return;
        }
        html.markup("<section>")
                .element("h2", "Over many runs")
                .table("How they ended", List.of("scenario", "runs", "ended", "in words", "expected", "otherwise"));
        runs.forEach(this::endings);
        html.endTable()
                .table(
                        "How their numbers were spread",
                        List.of(
                                "scenario",
                                "what",
                                "",
                                "runs",
                                "least",
                                "p25",
                                "median",
                                "p75",
                                "p95",
                                "most",
                                "mean"));
        for (var scenario : runs) {
            scenario.spreads().forEach(spread -> spread(scenario, spread));
        }
        html.endTable().markup("</section>\n");
    }

    private void endings(Runs runs) {
        html.markup("<tr><th scope=\"row\">")
                .text(runs.scenario())
                .markup("</th>")
                .element("td", Words.count(runs.count()))
                .markup("<td>");
        bar(runs);
        html.markup("</td>")
                .element("td", String.join(", ", words(runs)))
                .element("td", runs.expected().isEmpty() ? "–" : runs.expected())
                .element("td", Words.count(runs.unexpected()))
                .markup("</tr>\n");
    }

    private static List<String> words(Runs runs) {
        return runs.parts().stream()
                .filter(part -> part.fraction() > 0)
                .map(part -> Words.of(part.ending()) + " " + Words.percent(part.fraction()))
                .toList();
    }

    /** Attributes of a drawing, not styles: those the page's own policy forbids. */
    private void bar(Runs runs) {
        html.markup("<svg class=\"bar\" viewBox=\"0 0 300 14\" role=\"img\" aria-label=\"")
                .text(String.join(", ", words(runs)))
                .markup("\">");
        double from = 0;
        for (var part : runs.parts()) {
            double width = part.fraction() * WIDTH;
            if (width > 0) {
                html.markup("<rect height=\"14\" x=\"" + decimal(from) + "\" width=\"" + decimal(width) + "\" class=\""
                        + Words.of(part.ending()) + "\"/>");
            }
            from += width;
        }
        html.markup("</svg>");
    }

    /** A box from p25 to p75 with the median in it, on a line from the least to the most; the axis begins at 0. */
    private void spread(Runs runs, Spread spread) {
        double unit = spread.most() > 0 ? WIDTH / spread.most() : 0;
        html.markup("<tr>")
                .element("td", runs.scenario())
                .element("td", spread.name())
                .markup("<td><svg class=\"bar spread\" viewBox=\"0 0 300 14\" aria-hidden=\"true\">");
        rectangle(spread.least() * unit, spread.most() * unit, 6, 2, "line");
        rectangle(spread.p25() * unit, spread.p75() * unit, 1, 12, "box");
        rectangle(spread.median() * unit - 1.5, spread.median() * unit + 1.5, 0, 14, "line");
        html.markup("</svg></td>");
        cells(spread).forEach(cell -> html.element("td", cell));
        html.markup("</tr>\n");
    }

    private void rectangle(double from, double to, int top, int height, String kind) {
        html.markup("<rect x=\"" + decimal(from) + "\" width=\"" + decimal(Math.max(1, to - from)) + "\" y=\"" + top
                + "\" height=\"" + height + "\" class=\"" + kind + "\"/>");
    }

    private static List<String> cells(Spread spread) {
        return List.of(
                Words.count(spread.n()),
                Words.value(spread, spread.least()),
                Words.value(spread, spread.p25()),
                Words.value(spread, spread.median()),
                Words.value(spread, spread.p75()),
                Words.value(spread, spread.p95()),
                Words.value(spread, spread.most()),
                spread.mean().isPresent() ? Words.value(spread, spread.mean().getAsDouble()) : "–");
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
