package io.crossfade.core.analysis.sequential;

/**
 * How much a test expects to see; it decides how the slots of a {@link Stake} are spread and never what is valid.
 *
 * @param requests the requests that the test expects to judge until the cutover's deadline, above 0
 * @param perSecond how many of them come in a second, above 0; a slot opens at most once a second
 */
public record Horizon(double requests, double perSecond) {

    public Horizon {
        Require.that(requests > 0 && requests < 1e15, "requests", requests, "above 0, below 1e15");
        Require.that(perSecond > 0 && perSecond < 1e9, "per second", perSecond, "above 0, below 1e9");
    }

    /** Counters are asked for at least so often. */
    private static final double POLLS_A_SECOND = 4;

    /** The horizon of a test that sees polls of counters and not requests. */
    public Horizon polls() {
        return new Horizon(Math.max(1, requests / perSecond * POLLS_A_SECOND), POLLS_A_SECOND);
    }

    /** The horizon of a test that sees only this part of the requests. */
    public Horizon part(double share) {
        return share > 0 ? new Horizon(requests * share, perSecond * share) : this;
    }
}
