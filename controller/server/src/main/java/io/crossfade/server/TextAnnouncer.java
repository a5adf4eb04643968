package io.crossfade.server;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.port.Announcer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** One line for each event, for people: time (UTC), kind, text. */
public final class TextAnnouncer implements Announcer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int WIDEST = Arrays.stream(Notice.Kind.values())
            .mapToInt(kind -> kind.name().length())
            .max()
            .orElseThrow();

    private final LineWriter out;

    public TextAnnouncer(LineWriter out) {
        this.out = out;
    }

    /** An event as a line of text. */
    public static String line(Instant at, String kind, String text) {
        return TIME.format(at) + " " + kind + " ".repeat(Math.max(0, WIDEST - kind.length())) + " " + OneLine.of(text);
    }

    @Override
    public void announce(Announcement announcement) {
        var notice = announcement.notice();
        out.line(line(announcement.at().wall(), RecentEvents.kind(notice), notice.text()));
    }
}
