package io.crossfade.haproxy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Reads {@code 20/Nov/2026:03:48:38.504}, allocating only where the day differs from the one read before. */
final class AcceptDate {

    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);
    private static final long NONE = -1;

    private long knownDay = NONE;
    private long knownMicros;

    /** The date that begins at {@code at}, as microseconds since 1970 by its own clock; below 0 where it is none. */
    long micros(byte[] bytes, int at) {
        long day = number(bytes, at, 2);
        long month = month(bytes, at + 3);
        long year = number(bytes, at + 7, 4);
        long hour = number(bytes, at + 12, 2);
        long minute = number(bytes, at + 15, 2);
        long second = number(bytes, at + 18, 2);
        long milli = number(bytes, at + 21, 3);
        if ((day | month | year | hour | minute | second | milli) < 0) {
            return NONE;
        }
        long midnight = midnight(year, month, day);
        return midnight < 0
                ? NONE
                : midnight + TimeUnit.MILLISECONDS.toMicros(((hour * 60 + minute) * 60 + second) * 1000 + milli);
    }

    private long midnight(long year, long month, long day) {
        long asked = (year * 100 + month) * 100 + day;
        if (asked != knownDay) {
            try {
                var date = LocalDate.of((int) year, (int) month, (int) day);
                knownMicros = TimeUnit.DAYS.toMicros(date.toEpochDay());
                knownDay = asked;
            } catch (DateTimeException e) {
                return NONE;
            }
        }
        return knownMicros;
    }

    private static long month(byte[] bytes, int at) {
        for (int i = 0; i < MONTHS.length; i += 3) {
            if (bytes[at] == MONTHS[i] && bytes[at + 1] == MONTHS[i + 1] && bytes[at + 2] == MONTHS[i + 2]) {
                return i / 3 + 1L;
            }
        }
        return NONE;
    }

    private static long number(byte[] bytes, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NONE;
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
