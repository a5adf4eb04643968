package io.crossfade.core.machine;

/**
 * The end. Absorbs every event: no command is ever sent from here (S6).
 *
 * @param ending how
 * @param reason what happened, in words
 * @param step the step that was in force
 */
record Ended(Ending ending, String reason, int step) implements State {

    @Override
    public String name() {
        return "ended";
    }

    @Override
    public boolean guarded() {
        return false;
    }
}
