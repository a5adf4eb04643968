package io.crossfade.haproxy;

import io.vertx.core.buffer.Buffer;

/**
 * Cuts a stream of chunks into lines in one reused array. What is left of a chunk waits for the next one; a line that
 * grows past the bound is dropped up to its end.
 */
final class LineSplitter {

    /** Takes a line, without its line feed, from the bytes of {@code from} up to {@code to}; they change afterwards. */
    @FunctionalInterface
    interface Taker {
        void take(byte[] bytes, int from, int to);
    }

    /** HAProxy's own longest log line is 65,535; a ring's is its {@code maxlen}, by default 1,024. */
    static final int LONGEST = 16 * 1024;

    private final byte[] bytes = new byte[4 * LONGEST];
    private final Taker taker;
    private int carried;
    private boolean dropping;

    LineSplitter(Taker taker) {
        this.taker = taker;
    }

    void take(Buffer chunk) {
        int offset = 0;
        while (offset < chunk.length()) {
            int count = Math.min(chunk.length() - offset, bytes.length - carried);
            chunk.getBytes(offset, offset + count, bytes, carried);
            offset += count;
            split(carried + count);
        }
    }

    /** Forgets what was carried: the next chunk begins a line. */
    void reset() {
        carried = 0;
        dropping = false;
    }

    private void split(int end) {
        int start = 0;
        for (int at = carried; at < end; at++) {
            if (bytes[at] == '\n') {
                if (!dropping) {
                    taker.take(bytes, start, at);
                }
                dropping = false;
                start = at + 1;
            }
        }
        carried = end - start;
        if (dropping || carried > LONGEST) {
            dropping = true;
            carried = 0;
        } else {
            System.arraycopy(bytes, start, bytes, 0, carried);
        }
    }
}
