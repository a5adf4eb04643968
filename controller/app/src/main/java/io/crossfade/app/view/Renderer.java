package io.crossfade.app.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a frame of a view: a pure function. What is most urgent keeps its rows where a terminal is low: first the head,
 * then the guards, then the nodes, then the story.
 */
public final class Renderer {

    private static final int FEWEST_EVENTS = 4;
    private static final int FEWEST_NODES = 3;

    private Renderer() {}

    /** The frame of {@code view} for a terminal of {@code size}; never more lines and columns than it has. */
    public static Frame render(View view, Size size, Style style) {
        var head = new Head(view, size, style).lines();
        var foot = foot(view, style);
        var tables = new Tables(view, size, style);
        int left = size.rows() - head.size() - foot.size();
        int nodesAtLeast = Math.min(view.nodes().size() + 1, FEWEST_NODES);
        int eventsAtLeast = Math.min(view.events().size() + 1, FEWEST_EVENTS);
        var guards = tables.guards(left - nodesAtLeast - eventsAtLeast);
        left -= guards.size();
        var nodes = tables.nodes(left - eventsAtLeast);
        left -= nodes.size();
        var lines = new ArrayList<Line>(head);
        lines.addAll(guards);
        lines.addAll(nodes);
        lines.addAll(tables.events(Math.max(0, left)));
        lines.addAll(foot);
        return new Frame(lines.stream()
                .limit(size.rows())
                .map(line -> line.text(size.columns()))
                .toList());
    }

    private static List<Line> foot(View view, Style style) {
        var lines = new ArrayList<Line>();
        if (!view.message().isEmpty()) {
            lines.add(new Line(style).add(view.message(), Tone.WARN));
        }
        if (!view.help().isEmpty()) {
            lines.add(new Line(style).add(view.help(), Tone.DIM));
        }
        return lines;
    }
}
