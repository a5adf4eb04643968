package io.crossfade.nginx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How many datagrams Linux dropped because a socket's buffer was full: the last column of {@code /proc/net/udp}. Where
 * there is no such table nothing is known and nothing is told.
 */
final class DroppedDatagrams {

    /** Between looks; the table is short and made by the kernel in memory. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LOCAL = 1;

    private final Path table;
    private final String port;
    private long lookedAt;
    private long known;

    DroppedDatagrams(InetSocketAddress address) {
        this(
                Path.of(address.getAddress().getAddress().length == 4 ? "/proc/net/udp" : "/proc/net/udp6"),
                address.getPort());
    }

    DroppedDatagrams(Path table, int port) {
        this.table = table;
        this.port = String.format(Locale.ROOT, ":%04X", port);
    }

    /** A new socket has dropped nothing yet. */
    void since(long nowNanos) {
        lookedAt = nowNanos;
        known = 0;
    }

    /** How many were dropped since the last look; 0 where that was less than {@link #EVERY} ago. */
    long look(long nowNanos) {
        if (nowNanos - lookedAt < EVERY.toNanos()) {
            return 0;
        }
        lookedAt = nowNanos;
        long now = Math.max(known, dropped());
        long more = now - known;
        known = now;
        return more;
    }

    private long dropped() {
        try {
            for (var line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
                var columns = BLANKS.split(line.strip(), -1);
                if (columns.length > LOCAL && columns[LOCAL].endsWith(port)) {
                    return Long.parseLong(columns[columns.length - 1]);
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            // No Linux, or one that shows the table in another way.
            return 0;
        }
    }
}
