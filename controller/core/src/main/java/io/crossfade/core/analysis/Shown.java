package io.crossfade.core.analysis;

/** What evidence shows of the candidate and a line. */
enum Shown {
    /** It is not shown to be over the line. */
    NOT_OVER,
    /** It is over the line, and the baseline is too and no better: a fault of both. */
    COMMON,
    /** It is over the line, and going back to the baseline helps. */
    OVER
}
