package io.crossfade.app;

import io.crossfade.app.view.Frame;
import java.io.PrintStream;
import java.util.List;

/**
 * Draws frames on the alternate screen of a terminal and sends only the lines that have changed, all in one write, so
 * that nothing flickers. Used on one thread.
 */
final class Canvas {

    private static final String ESC = "\u001b[";
    private static final String ENTER = ESC + "?1049h" + ESC + "?25l" + ESC + "?7l" + ESC + "2J";
    private static final String LEAVE = ESC + "0m" + ESC + "?7h" + ESC + "?25h" + ESC + "?1049l";

    private final PrintStream out;
    private List<String> shown = List.of();

    Canvas(PrintStream out) {
        this.out = out;
    }

    void enter() {
        send(ENTER);
    }

    /** Back to the normal screen, with what stood there before. */
    void leave() {
        send(LEAVE);
        shown = List.of();
    }

    /** Forgets what is shown: the terminal has another size now. */
    void clear() {
        send(ESC + "2J");
        shown = List.of();
    }

    void draw(Frame frame) {
        var lines = frame.lines();
        if (lines.equals(shown)) {
            return;
        }
        var bytes = new StringBuilder();
        for (int row = 0; row < lines.size(); row++) {
            if (row >= shown.size() || !shown.get(row).equals(lines.get(row))) {
                bytes.append(ESC)
                        .append(row + 1)
                        .append(";1H")
                        .append(lines.get(row))
                        .append(ESC)
                        .append('K');
            }
        }
        if (lines.size() < shown.size()) {
            bytes.append(ESC).append(lines.size() + 1).append(";1H").append(ESC).append('J');
        }
        send(bytes.toString());
        shown = lines;
    }

    private void send(String bytes) {
        out.print(bytes);
        out.flush();
    }
}
