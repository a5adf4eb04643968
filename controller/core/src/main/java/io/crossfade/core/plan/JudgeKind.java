package io.crossfade.core.plan;

/** Which statistics turn requests into verdicts. */
public enum JudgeKind {
    /** Evidence over the whole cutover with one chance of a false rollback for all of it. */
    SEQUENTIAL,
    /** Bounds for each guard by itself over the last stretch of time. */
    THRESHOLD
}
