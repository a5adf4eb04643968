package io.crossfade.core.analysis.sequential;

import java.util.Arrays;

/**
 * A betting wealth over several alternatives, each with money on the table and money in reserve. A request multiplies
 * what is on the table by the score of its cell; reserve is laid on the table at the start, at the starts of steps and
 * in slots on an information clock: whenever a healthy candidate is expected to have cost the alternative another nat.
 *
 * <p>Laying money on the table is a fair exchange and betting is unfavourable while the null hypothesis holds, so that
 * the wealth is a supermartingale from 1 over the whole cutover, whenever slots open and however often it is looked at.
 * Scores may change between requests as long as they are made of the past alone. Not thread-safe.
 */
public final class EProcess {

    /** Less than this on the table is nothing: rounding down loses wealth only. */
    private static final double LEAST = 1e-290;

    /** More than this on the table is held at this: likewise. */
    private static final double MOST = 1e280;

    private static final double ROUNDING = 1e-12;
    private static final double LONGEST_WAIT = 1e15;

    private final int alternatives;
    private final Stake stake;
    private final double[] parts;
    private final double[] scores;
    private final double[] table;
    private final double[] reserve;
    private final double[] clock;
    private final double[] tick;
    private final double[] slot;
    private double capital = 1;
    private double idle;
    private double sum;
    private long ticks;
    private long untilSlot = Long.MAX_VALUE;

    /**
     * Begins with a wealth of 1 and all scores 1.
     *
     * @param parts the part of the wealth that is bet on each alternative, each above 0, with a sum of 1
     * @param cells how many kinds of requests there are
     */
    public EProcess(double[] parts, int cells, Stake stake) {
        double whole = Arrays.stream(parts).sum();
        Require.that(Math.abs(whole - 1) < ROUNDING, "parts", whole, "a sum of 1");
        this.alternatives = parts.length;
        this.parts = parts.clone();
        this.stake = stake;
        this.scores = new double[alternatives * cells];
        this.table = new double[alternatives];
        this.reserve = new double[alternatives];
        this.clock = new double[alternatives];
        this.tick = new double[alternatives];
        this.slot = new double[alternatives];
        Arrays.fill(scores, 1);
        for (int j = 0; j < alternatives; j++) {
            table[j] = parts[j] * stake.start();
            reserve[j] = parts[j] - table[j];
        }
        count();
    }

    /** Judges one request and returns the wealth. */
    public double observe(int cell) {
        if (ticks++ == untilSlot) {
            openSlots();
        }
        int at = cell * alternatives;
        double wealth = idle;
        for (int j = 0; j < alternatives; j++) {
            double onTable = table[j] * scores[at + j];
            onTable = onTable < LEAST ? 0 : onTable;
            table[j] = onTable;
            wealth += onTable;
        }
        sum = wealth > MOST ? hold() : wealth;
        return capital * sum;
    }

    /** What a bet of 1 at the beginning has become. */
    public double wealth() {
        return capital * sum;
    }

    /**
     * Goes on with the wealth that an earlier process of the same cutover had, as if all of it were bet anew.
     *
     * @param wealth above 0, or 0 where the earlier process lost everything
     */
    public void resume(double wealth) {
        Require.that(wealth >= 0 && wealth <= MOST, "wealth", wealth, "0 to " + MOST);
        capital = wealth;
    }

    /** What the wealth would be after {@code times} more requests of one cell, without judging them. */
    double presumed(int cell, int times) {
        double wealth = idle;
        for (int j = 0; j < alternatives; j++) {
            wealth += Math.min(MOST, table[j] * Math.pow(scores[cell * alternatives + j], times));
        }
        return capital * wealth;
    }

    /** A later one of {@code steps} steps begins: its part of the reserve is laid on the table. */
    public void stepStart(int steps) {
        double part = stake.steps() / (Math.max(2, steps) - 1);
        for (int j = 0; j < alternatives; j++) {
            lay(j, parts[j] * part);
        }
        count();
    }

    /** The parts of as many alternatives that are all alike. */
    static double[] even(int alternatives) {
        double[] parts = new double[alternatives];
        Arrays.fill(parts, 1.0 / alternatives);
        return parts;
    }

    /** Sets the score of one cell for one alternative; {@link #rescored} ends the setting. */
    void score(int alternative, int cell, double score) {
        scores[cell * alternatives + alternative] = score;
    }

    /**
     * Sets how fast one alternative's clock runs.
     *
     * @param loss the nats that a healthy candidate is expected to cost the alternative per request, at least 0
     */
    void loss(int alternative, double loss, Horizon horizon) {
        catchUp();
        double rate = Math.min(1, Math.min(Math.max(0, loss), 1 / horizon.perSecond()));
        tick[alternative] = rate;
        slot[alternative] = parts[alternative] * stake.slots() / Math.max(1, horizon.requests() * rate);
    }

    /** All scores and losses are set. */
    void rescored() {
        catchUp();
        schedule();
    }

    private void catchUp() {
        if (ticks > 0) {
            for (int j = 0; j < alternatives; j++) {
                clock[j] += ticks * tick[j];
            }
            ticks = 0;
        }
    }

    private void openSlots() {
        ticks--;
        catchUp();
        for (int j = 0; j < alternatives; j++) {
            if (clock[j] >= 1) {
                clock[j] = Math.min(clock[j] - 1, 1);
                lay(j, slot[j]);
            }
        }
        count();
        schedule();
        ticks++;
    }

    /** The next slot opens before the request after as many as bring the first clock to 1. */
    private void schedule() {
        double least = LONGEST_WAIT;
        for (int j = 0; j < alternatives; j++) {
            if (tick[j] > 0 && reserve[j] > 0) {
                least = Math.min(least, Math.ceil((1 - clock[j]) / tick[j]));
            }
        }
        untilSlot = (long) Math.max(1, least);
    }

    private void lay(int j, double amount) {
        double laid = Math.min(reserve[j], amount);
        reserve[j] -= laid;
        table[j] += laid;
    }

    private void count() {
        idle = 0;
        sum = 0;
        for (int j = 0; j < alternatives; j++) {
            idle += reserve[j];
            sum += table[j];
        }
        sum += idle;
    }

    private double hold() {
        for (int j = 0; j < alternatives; j++) {
            table[j] = Math.min(table[j], MOST);
        }
        return MOST;
    }
}
