package io.crossfade.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The head of a frame: what it does, how the traffic is split, what comes next. */
final class Head {

    private static final int WIDEST_BAR = 60;
    private static final int NARROWEST_BAR = 8;
    private static final int BESIDE_BAR = 48;
    private static final int MOST_LINES = 3;

    private final View view;
    private final Size size;
    private final Style style;
    private final Glyphs glyphs;

    Head(View view, Size size, Style style) {
        this.view = view;
        this.size = size;
        this.style = style;
        glyphs = Glyphs.of(style);
    }

    List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines.add(title());
        lines.add(split());
        lines.add(bar());
        add(lines, "  why: ", view.reason(), view.phase().tone());
        add(lines, "  next: ", new Upcoming(view).text(), Tone.PLAIN);
        return lines;
    }

    /** Text on as many lines as it takes, three at most. */
    private void add(List<Line> lines, String label, String text, Tone tone) {
        var clean = Cells.clean(text, style);
        var lead = label;
        for (var part : Cells.wrap(clean, size.columns() - label.length(), MOST_LINES)) {
            lines.add(new Line(style).add(lead).add(part, tone));
            lead = " ".repeat(label.length());
        }
    }

    private Line title() {
        var tone = view.phase().tone();
        var step = view.step() > 0 ? view.step() + "/" + view.steps() : glyphs.none() + "/" + view.steps();
        return new Line(style)
                .sign(glyphs.dot() + " ", tone)
                .add(view.phase().words(), tone)
                .add("  ")
                .add(view.cutover(), Tone.STRONG)
                .sign("  step " + step, Tone.PLAIN)
                .add("  elapsed " + Numbers.seconds(view.elapsed()));
    }

    /** What was asked for, and what the load balancers read back. */
    private Line split() {
        long agreeing = view.nodes().stream().filter(View.Node::asDesired).count();
        boolean all = agreeing == view.nodes().size();
        return new Line(style)
                .sign("  candidate  desired " + desired() + "  observed " + observed() + " ", Tone.PLAIN)
                .sign(all ? glyphs.good() : glyphs.bad(), all ? Tone.GOOD : Tone.BAD)
                .add(" " + agreeing + "/" + view.nodes().size() + " nodes");
    }

    private static String share(View.Traffic traffic) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * traffic.candidate() / traffic.all());
    }

    private String desired() {
        return range(view.nodes().stream()
                .map(node -> node.desired().orElse(glyphs.none()))
                .toList());
    }

    private String observed() {
        return range(
                view.nodes().stream().map(node -> node.observed().orElse("?")).toList());
    }

    /** One share where all agree, the least and the greatest where they do not. */
    private static String range(List<String> shares) {
        var different = shares.stream()
                .distinct()
                .sorted((left, right) -> Double.compare(Numbers.fraction(left), Numbers.fraction(right)))
                .toList();
        return switch (different.size()) {
            case 0 -> "?";
            case 1 -> different.get(0);
            default -> different.get(0) + ".." + different.get(different.size() - 1);
        };
    }

    /** How much the candidate has, where any share above none shows, and what the requests themselves say. */
    private Line bar() {
        int width = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, size.columns() - BESIDE_BAR));
        double most = view.nodes().stream()
                .mapToDouble(node -> node.observed().map(Numbers::fraction).orElse(0.0))
                .max()
                .orElse(0);
        var traffic = view.traffic();
        int full = most == 0 ? 0 : Math.max(1, (int) Math.floor(most * width));
        return new Line(style)
                .add("  [")
                .sign(glyphs.full().repeat(full), view.phase().tone())
                .sign(glyphs.empty().repeat(width - full), Tone.DIM)
                .add("]  real traffic ")
                .sign(traffic.all() == 0 ? glyphs.none() : share(traffic), Tone.PLAIN)
                .add(" n=" + Numbers.count(traffic.all()) + " in " + traffic.overSeconds() + "s", Tone.DIM);
    }
}
