package io.crossfade.simulations.replay;

/** A log from which nothing can be concluded; the message says why, and in which line. */
public final class UnusableLog extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String why;

    public UnusableLog(String why) {
        super(why);
        this.why = why;
    }

    UnusableLog(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    /** Why, for people. */
    public String why() {
        return why;
    }
}
