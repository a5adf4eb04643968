package io.crossfade.core.plan;

/**
 * The fencing number of one split decision. Every decision to change the split takes the next number, and no write of
 * an older one is started once a newer one exists.
 *
 * @param number 0 before the first decision, then rising by one
 */
public record Generation(long number) implements Comparable<Generation> {

    /** Before any decision. */
    public static final Generation ZERO = new Generation(0);

    public Generation {
        if (number < 0) {
            throw new IllegalArgumentException("generation: " + number + " (expected: >= 0)");
        }
    }

    public Generation next() {
        return new Generation(number + 1);
    }

    public boolean isOlderThan(Generation other) {
        return number < other.number;
    }

    @Override
    public int compareTo(Generation other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
