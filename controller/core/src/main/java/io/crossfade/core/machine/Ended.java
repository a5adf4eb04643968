package io.crossfade.core.machine;

/**
 * The end. Absorbs every event: no command is ever sent from here (S6).
 *
 * @param ending how
 * @param reason what happened, in words
 * @param step the step that was in force
 * @param aim how it ends once a new process has verified what this one could not; {@code ending} everywhere else
 */
record Ended(Ending ending, String reason, int step, Ending aim) implements State {

    /** An end that nothing is left to be done about, or only by a person. */
    Ended(Ending ending, String reason, int step) {
        this(ending, reason, step, ending);
    }

    @Override
    public String name() {
        return "ended";
    }

    /** A hold and an "act now" are the end of a process, not of the cutover: only a new process can go on from there. */
    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return switch (ending) {
            case HELD -> Restart.held(turn, event, step, reason);
            case UNVERIFIED ->
                Moves.rollBackAnew(turn, new RollingBack(aim, reason, turn.now().nanos(), false));
            case PROMOTED, ROLLED_BACK, ROLLED_BACK_BY_OPERATOR -> turn.stay();
        };
    }

    @Override
    public boolean guarded() {
        return false;
    }
}
