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

    private static final long LIFE = 1000;

    public Generation {
        if (number < 0) {
            throw new IllegalArgumentException("generation: " + number + " (expected: >= 0)");
        }
    }

    public Generation next() {
        return new Generation(number + 1);
    }

    /**
     * The first of a new process: above every number that the one before it can have taken, also where the last of its
     * records were lost. Each process has a thousand of its own, so that a number tells which process wrote.
     */
    public Generation afterRestart() {
        return new Generation((number / LIFE + 1) * LIFE);
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
