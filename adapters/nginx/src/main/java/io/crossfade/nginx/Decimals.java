package io.crossfade.nginx;

/** Reads the numbers that NGINX writes, without allocating; -1 stands for what is no number. */
final class Decimals {

    private static final long NONE = -1;

    /** So many digits fit whatever they are; microseconds since 1970 have 16. */
    private static final int MOST_WHOLE = 12;

    private static final int MICRO_DIGITS = 6;

    private Decimals() {}

    /** A whole number of up to 12 digits. */
    static long whole(byte[] bytes, int from, int to) {
        if (from >= to || to - from > MOST_WHOLE) {
            return NONE;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return NONE;
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    /** Seconds with or without decimal places, as microseconds; places beyond those are cut off. */
    static long micros(byte[] bytes, int from, int to) {
        int point = from;
        while (point < to && bytes[point] != '.') {
            point++;
        }
        long value = whole(bytes, from, point);
        if (value < 0 || point == to - 1) {
            return NONE;
        }
        int places = 0;
        for (int i = point + 1; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return NONE;
            }
            if (places < MICRO_DIGITS) {
                value = value * 10 + (bytes[i] - '0');
                places++;
            }
        }
        for (; places < MICRO_DIGITS; places++) {
            value *= 10;
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
