package io.crossfade.core.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The numbers of one cluster's servers, found by the bytes of a name without making a string. Open addressing; a name
 * that is new when the table is half full shares one number with all others like it. Not for use by several threads.
 */
public final class ServerTable {

    /** What servers beyond the table are called together. */
    public static final String OTHERS = "(others)";

    /** Names with a number of their own. */
    public static final int MOST = 512;

    private static final int SLOTS = 2 * MOST;
    private static final byte[] FREE = {};

    private final ToIntFunction<String> enlist;
    private final byte[][] names = new byte[SLOTS][];
    private final int[] numbers = new int[SLOTS];
    private int size;
    private int others = -1;

    /** A table that gets the number of a new name from {@code enlist}. */
    public ServerTable(ToIntFunction<String> enlist) {
        this.enlist = enlist;
        Arrays.fill(names, FREE);
    }

    /** The hash that {@link #number(byte[], int, int, int)} wants, to be made while scanning. */
    public static int hash(int hash, byte next) {
        return 31 * hash + next;
    }

    /** The number of {@code name}, which is not empty. */
    public int number(String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        for (byte b : bytes) {
            hash = hash(hash, b);
        }
        return number(bytes, 0, bytes.length, hash);
    }

    /** The number of the name in {@code bytes} of {@code from} up to {@code to}, which is not empty. */
    public int number(byte[] bytes, int from, int to, int hash) {
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        while (true) {
            byte[] name = names[slot];
            if (name.length == 0) {
                return size < MOST ? add(slot, Arrays.copyOfRange(bytes, from, to)) : others();
            }
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return numbers[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }

    private int others() {
        if (others < 0) {
            others = enlist.applyAsInt(OTHERS);
        }
        return others;
    }

    private int add(int slot, byte[] name) {
        size++;
        numbers[slot] = enlist.applyAsInt(new String(name, StandardCharsets.UTF_8));
        names[slot] = name;
        return numbers[slot];
    }
}
