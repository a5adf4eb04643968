package io.crossfade.core.machine;

/** How a cutover ended, with the exit code that says so. */
public enum Ending {
    /** The candidate has everything and has baked; verified. */
    PROMOTED(0),
    /** A guard failed; the baseline has everything; verified on every node. */
    ROLLED_BACK(10),
    /** The operator rolled back; the baseline has everything; verified on every node. */
    ROLLED_BACK_BY_OPERATOR(11),
    /** Left at the present split for a person to go on. */
    HELD(12),
    /** The safe state could not be verified: a person must act now. */
    UNVERIFIED(20);

    private final int exitCode;

    Ending(int exitCode) {
        this.exitCode = exitCode;
    }

    /** True where a new process may go on: the split was left for a person, or what it is could not be verified. */
    public boolean isResumable() {
        return this == HELD || this == UNVERIFIED;
    }

    public int exitCode() {
        return exitCode;
    }
}
