package io.crossfade.core.analysis.sequential;

import java.util.Arrays;

/**
 * A betting wealth over several alternatives, each with money on the table and money in reserve. A request multiplies
 * what is on the table by the score of its cell; reserve is laid on the table at the start, at the starts of steps and
 * in slots: on an information clock, whenever a healthy candidate is expected to have cost the alternative another nat,
 * or after bad requests of the candidate.
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

    /**
     * The {@code n}-th slot after a bad request gets {@code 1 / (FIRST + n + 1)} of what is left for slots, which is
     * {@code FIRST / ((FIRST + n) (FIRST + n + 1))} of all where no clock took a part: the first hundred get three
     * quarters, and there is always something left, however many there will be.
     */
    private static final double FIRST = 30;

    /** Where bad requests opened slots before, one of the clock gets at most this part of what is left for slots. */
    private static final double MOST_CLOCKED = 0.1;

    private final int alternatives;
    private final Stake[] stakes;
    private final double[] parts;
    private final double[] scores;
    private final double[] table;
    private final double[] reserve;
    private final double[] forSteps;
    private final double[] clock;
    private final double[] tick;
    private final double[] slot;
    private final double[] strokes;
    private final double[] stroke;
    private final long[] struck;
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
        this(parts, cells, same(parts.length, stake));
    }

    /**
     * Begins with a wealth of 1 and all scores 1.
     *
     * @param parts the part of the wealth that is bet on each alternative, each above 0, with a sum of 1
     * @param cells how many kinds of requests there are
     * @param stakes how each alternative's part is laid out over time
     */
    EProcess(double[] parts, int cells, Stake[] stakes) {
        double whole = Arrays.stream(parts).sum();
        Require.that(Math.abs(whole - 1) < ROUNDING, "parts", whole, "a sum of 1");
        this.alternatives = parts.length;
        this.parts = parts.clone();
        this.stakes = stakes.clone();
        this.scores = new double[alternatives * cells];
        this.table = new double[alternatives];
        this.reserve = new double[alternatives];
        this.forSteps = new double[alternatives];
        this.clock = new double[alternatives];
        this.tick = new double[alternatives];
        this.slot = new double[alternatives];
        this.strokes = new double[alternatives];
        this.stroke = new double[alternatives];
        this.struck = new long[alternatives];
        Arrays.fill(scores, 1);
        for (int j = 0; j < alternatives; j++) {
            table[j] = parts[j] * stakes[j].start();
            reserve[j] = parts[j] - table[j];
            forSteps[j] = parts[j] * stakes[j].steps();
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
        for (int j = 0; j < alternatives; j++) {
            double laid = Math.min(forSteps[j], parts[j] * stakes[j].steps() / (Math.max(2, steps) - 1));
            forSteps[j] -= laid;
            lay(j, laid);
        }
        count();
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
        slot[alternative] = parts[alternative] * stakes[alternative].slots() / Math.max(1, horizon.requests() * rate);
        stroke[alternative] = 0;
    }

    /**
     * Sets that one alternative's slots open after bad requests and by no clock. Before a sudden fault that costs one
     * bad request of evidence; by the clock it costs the logarithm of all the moments at which it might have begun.
     *
     * @param loss the nats that a healthy candidate costs the alternative between two of its bad requests, at least 0
     */
    void lossPerBad(int alternative, double loss) {
        catchUp();
        tick[alternative] = 0;
        stroke[alternative] = Math.min(1, Math.max(0, loss));
    }

    /** A bad request of the candidate was judged. Not to be told where bad requests announce more of their kind. */
    void bad() {
        for (int j = 0; j < alternatives; j++) {
            strokes[j] += stroke[j];
            if (strokes[j] >= 1) {
                strokes[j] -= 1;
                struck[j]++;
                lay(j, forSlots(j) / (FIRST + struck[j]));
            }
        }
        count();
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
                lay(j, Math.min(slot[j], forSlots(j) * (struck[j] > 0 ? MOST_CLOCKED : 1)));
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

    private double forSlots(int j) {
        return Math.max(0, reserve[j] - forSteps[j]);
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

    /** The parts of as many alternatives that are all alike. */
    static double[] even(int alternatives) {
        double[] parts = new double[alternatives];
        Arrays.fill(parts, 1.0 / alternatives);
        return parts;
    }

    private static Stake[] same(int alternatives, Stake stake) {
        Stake[] stakes = new Stake[alternatives];
        Arrays.fill(stakes, stake);
        return stakes;
    }

    private double hold() {
        for (int j = 0; j < alternatives; j++) {
            table[j] = Math.min(table[j], MOST);
        }
        return MOST;
    }
}
