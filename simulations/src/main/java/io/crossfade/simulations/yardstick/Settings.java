package io.crossfade.simulations.yardstick;

/**
 * How much is run.
 *
 * @param runs runs of each cell of a table; tables whose runs are long take a part of it
 * @param seed decides every request
 */
record Settings(int runs, long seed) {

    /** The chance of a false rollback that every contender that knows such a number is given. */
    static final double ALPHA = 0.01;

    Settings {
        if (runs < 1) {
            throw new IllegalArgumentException("runs: " + runs + " (expected: >= 1)");
        }
    }

    /** One in so many of the runs, at least ten or all there are. */
    int part(int of) {
        return Math.max(runs / of, Math.min(runs, 10));
    }
}
