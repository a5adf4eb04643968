package io.crossfade.simulations.yardstick;

import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * How many requests of one server in a row fail for one reason, such as one dead connection.
 *
 * @param mean how many on average, at least 1
 * @param size draws how many
 */
record Clusters(double mean, ToIntFunction<SplittableRandom> size) {

    /** Every failure stands for itself. */
    static final Clusters NONE = exactly(1);

    static Clusters exactly(int count) {
        return new Clusters(count, random -> count);
    }

    /** Geometric from 1 on. */
    static Clusters geometric(double mean) {
        return new Clusters(mean, random -> 1 + (int) (Math.log1p(-random.nextDouble()) / Math.log1p(-1 / mean)));
    }
}
