package io.crossfade.core.analysis.sequential;

/**
 * How a bet's capital of 1 is laid out over time: a part at the start, a part at the starts of later steps, and the
 * rest in slots, so that a fault that begins late meets money that was not lost to the healthy time before it.
 *
 * @param start the part that is bet at once
 * @param steps the part that is spread over the starts of the later steps
 * @param slots the part that is spread over the slots, one for each nat that a healthy candidate costs the bet
 */
public record Stake(double start, double steps, double slots) {

    /** A cutover of several steps. */
    public static final Stake STEPS = new Stake(0.40, 0.25, 0.35);

    /** A stretch without steps. */
    public static final Stake ONE_STRETCH = new Stake(0.50, 0, 0.50);

    /** A certificate, which begins anew at each step. */
    public static final Stake CERTIFICATE = new Stake(0.60, 0, 0.40);

    private static final double ROUNDING = 1e-12;

    public Stake {
        Require.that(start >= 0 && start <= 1, "start", start, "0 to 1");
        Require.that(steps >= 0 && steps <= 1, "steps", steps, "0 to 1");
        Require.that(slots >= 0 && slots <= 1, "slots", slots, "0 to 1");
        Require.that(Math.abs(start + steps + slots - 1) < ROUNDING, "stake", start + steps + slots, "a sum of 1");
    }

    /** This stake with only {@code part} of what it keeps for later, 0 or more; the rest is bet at once. */
    Stake keeping(double part) {
        double keptForSteps = part * steps;
        double keptForSlots = part * slots;
        return new Stake(1 - keptForSteps - keptForSlots, keptForSteps, keptForSlots);
    }
}
