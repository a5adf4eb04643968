package io.crossfade.app.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tables of a frame: guards, nodes, events, each in no more rows than it is given. */
final class Tables {

    private static final int WIDEST_NAME = 24;
    private static final int NARROW_NAME = 12;
    private static final int NUMBER = 11;
    private static final int KIND = 12;

    private final View view;
    private final Size size;
    private final Style style;
    private final Glyphs glyphs;

    Tables(View view, Size size, Style style) {
        this.view = view;
        this.size = size;
        this.style = style;
        glyphs = Glyphs.of(style);
    }

    /** The guards' words are the first to go where rows are short. */
    List<Line> guards(int rows) {
        var lines = new ArrayList<Line>();
        lines.add(guardHeader());
        view.guards().forEach(guard -> lines.add(guard(guard)));
        view.doubts()
                .forEach(doubt -> lines.add(new Line(style)
                        .add("  ")
                        .sign(glyphs.unsure(), Tone.WARN)
                        .add(" " + doubt, Tone.WARN)));
        for (var guard : view.guards()) {
            boolean speaks = guard.verdict() == View.Verdict.FAIL || guard.verdict() == View.Verdict.INCONCLUSIVE;
            if (speaks && !guard.text().isEmpty()) {
                lines.add(new Line(style).add("    " + guard.text(), Tone.DIM));
            }
            if (speaks && !wide() && known(guard)) {
                lines.add(new Line(style)
                        .add("    not ruled out " + guard.grounds().text(), Tone.DIM));
            }
        }
        return cut(lines, rows, "more");
    }

    private int nameWidth() {
        int longest = view.guards().stream()
                .mapToInt(guard -> Cells.width(guard.name()) + (guard.shadow() ? " (shadow)".length() : 0))
                .max()
                .orElse(0);
        int most = narrow() ? NARROW_NAME : WIDEST_NAME;
        return Math.min(most, Math.max("guards".length(), longest)) + 2;
    }

    /** A narrow terminal goes without the baseline's number. */
    private boolean narrow() {
        return size.columns() < 80;
    }

    /** A wide one has room in a guard's row for what its verdict rests on. */
    private boolean wide() {
        return size.columns() >= 100;
    }

    private Line guardHeader() {
        return new Line(style)
                .add(Cells.left("guards", nameWidth() + 2), Tone.STRONG)
                .add(
                        Cells.right("candidate", NUMBER) + (narrow() ? "" : Cells.right("baseline", NUMBER))
                                + Cells.right("limit", NUMBER) + "  verdict",
                        Tone.DIM);
    }

    private Line guard(View.Guard guard) {
        var name = Cells.clean(guard.name() + (guard.shadow() ? " (shadow)" : ""), style);
        var tone = tone(guard.verdict());
        return new Line(style)
                .add("  ")
                .sign(Cells.left(Cells.fit(name, nameWidth() - 1, glyphs.cut()), nameWidth()), Tone.PLAIN)
                .sign(number(guard.value()), guard.verdict() == View.Verdict.FAIL ? Tone.BAD : Tone.PLAIN)
                .sign(narrow() ? "" : number(guard.baseline()), Tone.PLAIN)
                .sign(number(guard.limit()) + "  ", Tone.PLAIN)
                .sign(sign(guard.verdict()), tone)
                .add(" " + word(guard.verdict()), tone)
                .add("  n=" + Numbers.count(guard.n()), Tone.DIM)
                .add(wide() && known(guard) ? "  " + guard.grounds().text() : "", Tone.DIM);
    }

    private static boolean known(View.Guard guard) {
        return !guard.grounds().text().isEmpty();
    }

    private String number(double rate) {
        return Cells.right(Numbers.percent(rate, glyphs.none()), NUMBER);
    }

    private String sign(View.Verdict verdict) {
        return switch (verdict) {
            case PASS -> glyphs.good();
            case FAIL -> glyphs.bad();
            case INCONCLUSIVE -> glyphs.unsure();
            case NOT_APPLICABLE -> glyphs.none();
        };
    }

    private static String word(View.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case FAIL -> "FAIL";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    private static Tone tone(View.Verdict verdict) {
        return switch (verdict) {
            case PASS -> Tone.GOOD;
            case FAIL -> Tone.BAD;
            case INCONCLUSIVE -> Tone.WARN;
            case NOT_APPLICABLE -> Tone.DIM;
        };
    }

    /** Where not all fit, those that are not as desired come first. */
    List<Line> nodes(int rows) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(style).add("nodes", Tone.STRONG));
        var sorted = new ArrayList<>(view.nodes());
        if (view.nodes().size() + 1 > rows) {
            sorted.sort(Comparator.comparing(View.Node::asDesired));
        }
        sorted.forEach(node -> lines.add(node(node)));
        return cut(lines, rows, "more nodes");
    }

    private Line node(View.Node node) {
        var state = node.observed().isEmpty() ? Tone.BAD : node.asDesired() ? Tone.GOOD : Tone.WARN;
        var shares = "  desired " + node.desired().orElse(glyphs.none()) + "  observed "
                + node.observed().orElse("cannot be read");
        var open = node.openWrites() == 0 ? "" : "  writes open: " + node.openWrites();
        int left = size.columns() - 4 - Cells.width(shares) - Cells.width(open);
        return new Line(style)
                .add("  ")
                .sign(node.asDesired() ? glyphs.good() : glyphs.bad(), state)
                .add(" ")
                .sign(Cells.fitEnd(Cells.clean(node.label(), style), Math.max(8, left), glyphs.cut()), Tone.PLAIN)
                .sign(shares, node.asDesired() ? Tone.PLAIN : state)
                .add(open, Tone.WARN);
    }

    /** The last ones, oldest first. */
    List<Line> events(int rows) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(style).add("events", Tone.STRONG).add("  UTC", Tone.DIM));
        int shown = Math.min(view.events().size(), Math.max(0, rows - 1));
        for (var event : view.events()
                .subList(view.events().size() - shown, view.events().size())) {
            lines.add(new Line(style)
                    .add("  " + event.time() + " ", Tone.DIM)
                    .add(Cells.left(event.kind(), KIND), tone(event.kind()))
                    .add(" " + event.text()));
        }
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    private static Tone tone(String kind) {
        return switch (kind) {
            case "ROLLING-BACK" -> Tone.BAD;
            case "HELD", "DRIFT", "WARNING", "WAITING" -> Tone.WARN;
            case "CONFIRMED", "PASSED", "VERIFIED" -> Tone.GOOD;
            default -> Tone.PLAIN;
        };
    }

    private List<Line> cut(List<Line> lines, int rows, String what) {
        if (lines.size() <= rows || rows < 2) {
            return lines.subList(0, Math.max(0, Math.min(rows, lines.size())));
        }
        var shown = new ArrayList<>(lines.subList(0, rows - 1));
        int hidden = lines.size() - shown.size();
        shown.add(new Line(style).sign("  " + glyphs.cut() + " ", Tone.DIM).add(hidden + " " + what, Tone.DIM));
        return shown;
    }
}
