package io.crossfade.core.line;

/**
 * Cuts a stream of chunks into lines in one reused array. What is left of a chunk waits for the next one; of a line
 * that grows past the bound only its beginning is handed on. Not for use by several threads.
 */
public final class LineSplitter {

    /** Takes a line, without its line feed, from the bytes of {@code from} up to {@code to}; they change afterwards. */
    @FunctionalInterface
    public interface Taker {
        void take(byte[] bytes, int from, int to);
    }

    /** A chunk, which can be of any type that copies out bytes. */
    @FunctionalInterface
    public interface Chunk {
        /** Copies the bytes of {@code from} up to {@code to} into {@code target}, beginning at {@code at}. */
        void copy(int from, int to, byte[] target, int at);
    }

    /**
     * No line of this many bytes or fewer is cut: HAProxy's own longest is 65,535 and by default 1,024; NGINX's log of a
     * request holds a URI and headers of 8 KiB by default, where an operator logs them.
     */
    public static final int LONGEST = 16 * 1024;

    private final byte[] bytes = new byte[4 * LONGEST];
    private final Taker taker;
    private int carried;
    private boolean passingOver;

    /** A splitter that hands its lines to {@code taker}. */
    public LineSplitter(Taker taker) {
        this.taker = taker;
    }

    /** Takes the next {@code length} bytes of the stream. */
    public void take(int length, Chunk chunk) {
        int offset = 0;
        while (offset < length) {
            int count = Math.min(length - offset, bytes.length - carried);
            chunk.copy(offset, offset + count, bytes, carried);
            offset += count;
            split(carried + count);
        }
    }

    /** Forgets what was carried: the next chunk begins a line. */
    public void reset() {
        carried = 0;
        passingOver = false;
    }

    /** Forgets what was carried: the next chunk begins within a line, whose rest is passed over. */
    public void resetWithinLine() {
        carried = 0;
        passingOver = true;
    }

    private void split(int end) {
        int start = 0;
        for (int at = carried; at < end; at++) {
            if (bytes[at] == '\n') {
                if (!passingOver) {
                    taker.take(bytes, start, at);
                }
                passingOver = false;
                start = at + 1;
            }
        }
        carried = end - start;
        if (!passingOver && carried > LONGEST) {
            taker.take(bytes, start, start + LONGEST);
            passingOver = true;
        }
        if (passingOver) {
            carried = 0;
        } else {
            System.arraycopy(bytes, start, bytes, 0, carried);
        }
    }
}
