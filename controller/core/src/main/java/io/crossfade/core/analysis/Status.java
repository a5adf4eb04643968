package io.crossfade.core.analysis;

/** What a guard says of the candidate. */
public enum Status {
    /** Enough was seen since the split was confirmed, and it is within the limit. */
    PASS,
    /** Too little was seen, or a source is in doubt: never lets a step end, never rolls back. */
    INCONCLUSIVE,
    /** Shown to be over the limit. */
    FAIL,
    /** There is nothing to compare with: a relative guard where the other cluster has no share. */
    NOT_APPLICABLE
}
