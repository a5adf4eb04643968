package io.crossfade.app.view;

import java.util.ArrayList;
import java.util.List;

/** One line while it is being put together, as pieces with their tones, so that its width is known without colours. */
final class Line {

    private record Piece(String text, Tone tone) {}

    private final Style style;
    private final List<Piece> pieces = new ArrayList<>();

    Line(Style style) {
        this.style = style;
    }

    /** Adds text, cleaned. */
    Line add(String text) {
        return add(text, Tone.PLAIN);
    }

    Line add(String text, Tone tone) {
        pieces.add(new Piece(Cells.clean(text, style), tone));
        return this;
    }

    /** Adds a sign of this program's own. */
    Line sign(String glyph, Tone tone) {
        pieces.add(new Piece(glyph, tone));
        return this;
    }

    /** Fills up with blanks to {@code column}, at least one where something is there. */
    Line to(int column) {
        int missing = Math.max(width() == 0 ? 0 : 1, column - width());
        pieces.add(new Piece(" ".repeat(missing), Tone.PLAIN));
        return this;
    }

    int width() {
        return pieces.stream().mapToInt(piece -> Cells.width(piece.text())).sum();
    }

    /** The line as it is sent to a terminal of {@code columns}. */
    String text(int columns) {
        var text = new StringBuilder();
        int left = columns;
        for (var piece : pieces) {
            boolean cut = Cells.width(piece.text()) > left;
            var shown = cut ? Cells.fit(piece.text(), left, Glyphs.of(style).cut()) : piece.text();
            text.append(style.colour() ? piece.tone().on(shown) : shown);
            left -= Cells.width(shown);
            if (cut || left <= 0) {
                break;
            }
        }
        return style.colour() ? text.toString() : text.toString().stripTrailing();
    }
}
