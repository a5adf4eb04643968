package io.crossfade.simulations.world;

/**
 * Random numbers by SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). Written
 * out here so that the same seed gives the same numbers on every JDK, for ever.
 */
public final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    public Dice(long seed) {
        state = seed;
    }

    /** Dice of their own for one purpose, so that rolling more often for one thing changes nothing of another. */
    public static Dice of(long seed, String purpose) {
        long mixed = mix(seed + GOLDEN);
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mix(mixed + GOLDEN * (purpose.charAt(i) + 1));
        }
        return new Dice(mixed);
    }

    /** 64 random bits. */
    public long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number between 0 and 1, neither included. */
    public double unit() {
        return ((bits() >>> 11) + 0.5) * UNIT;
    }

    /** A whole number from 0 to below {@code bound}; the bias is below one in a billion for the bounds in use. */
    public int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
