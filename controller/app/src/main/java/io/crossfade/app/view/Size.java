package io.crossfade.app.view;

/**
 * How large a terminal is.
 *
 * @param columns {@value #FEWEST_COLUMNS} or more; what is said to be less is taken for so many
 * @param rows {@value #FEWEST_ROWS} or more; likewise
 */
public record Size(int columns, int rows) {

    /** A terminal narrower than this cuts the frame off. */
    public static final int FEWEST_COLUMNS = 40;

    /** A terminal lower than this cuts the frame off. */
    public static final int FEWEST_ROWS = 12;

    /** What a terminal is where it does not say. */
    public static final Size USUAL = new Size(80, 24);

    private static final int MOST = 1000;

    public Size {
        columns = Math.min(MOST, Math.max(FEWEST_COLUMNS, columns));
        rows = Math.min(MOST, Math.max(FEWEST_ROWS, rows));
    }
}
