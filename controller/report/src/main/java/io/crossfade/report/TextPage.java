package io.crossfade.report;

import io.crossfade.report.Story.Evidence;
import io.crossfade.report.Story.Runs;
import java.util.ArrayList;
import java.util.List;

/** A story as a page of plain text: how it ended, what decided, the steps, the latest events. */
final class TextPage {

    /** The whole list is in the other formats. */
    private static final int MOST_EVENTS = 40;

    private final Story story;
    private final List<String> lines = new ArrayList<>();

    TextPage(Story story) {
        this.story = story;
    }

    String render() {
        lines.add(story.plan().cutover() + ": " + Words.headline(story.close().ending()));
        lines.add(story.close().reason());
        Words.because(story).ifPresent(lines::add);
        lines.add(story.origin()
                + story.began().map(began -> ", began " + began).orElse("")
                + ", lasted " + Words.time(story.lasted()));
        story.facts().forEach(fact -> lines.add(fact.name() + ": " + fact.value()));
        story.evidence().ifPresent(this::evidence);
        lines.add("");
        int number = 0;
        for (var row : new Schedule(story).rows()) {
            lines.add("step " + ++number + ": " + row.step().candidate() + ", planned at " + Words.clock(row.planned())
                    + row.reached().map(at -> ", reached at " + Words.clock(at)).orElse(", not reached"));
        }
        story.runs().forEach(this::runs);
        events();
        return String.join("\n", lines.stream().map(TextPage::oneLine).toList()) + "\n";
    }

    private void evidence(Evidence evidence) {
        lines.add("");
        lines.add((evidence.deciding() ? "What decided, at " : "What the guards said last, at ")
                + Words.clock(evidence.at()) + ":");
        for (var verdict : evidence.assessment().verdicts()) {
            lines.add("  " + Words.status(verdict) + "  " + verdict.guard() + ": " + verdict.text());
        }
        evidence.assessment().doubts().forEach(doubt -> lines.add("  ? " + doubt));
        evidence.assessment().commonMode().ifPresent(text -> lines.add("  ? " + text));
        evidence.assessment().silent().ifPresent(text -> lines.add("  ? " + text));
    }

    private void runs(Runs runs) {
        lines.add("");
        lines.add(runs.scenario() + ", " + Words.count(runs.count()) + " runs:");
        for (var part : runs.parts()) {
            if (part.fraction() > 0) {
                lines.add("  " + Words.of(part.ending()) + " " + Words.percent(part.fraction()));
            }
        }
        for (var spread : runs.spreads()) {
            lines.add("  " + spread.name() + ": median " + Words.value(spread, spread.median()) + ", p95 "
                    + Words.value(spread, spread.p95()) + ", most " + Words.value(spread, spread.most()));
        }
    }

    private void events() {
        var marks = story.marks();
        int from = Math.max(0, marks.size() - MOST_EVENTS);
        if (!marks.isEmpty()) {
            lines.add("");
        }
        if (from > 0) {
            lines.add(from + " earlier events are in the other formats");
        }
        for (var mark : marks.subList(from, marks.size())) {
            lines.add(Words.clock(mark.at()) + "  " + mark.kind() + "  " + mark.text());
        }
    }

    /** What a terminal would obey is not written. */
    private static String oneLine(String line) {
        return line.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }
}
