package io.crossfade.server;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.port.Announcer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;

/**
 * The last events of a cutover, so that whoever comes late, or looks only now and then, still reads the story. Passes
 * every announcement on. Used on the loop only.
 */
public final class RecentEvents implements Announcer {

    /** How many are kept. */
    public static final int MOST = 40;

    /** What a screen can show of one; the whole text goes to the event lines. */
    private static final int LONGEST = 400;

    private final ArrayDeque<Announcement> last = new ArrayDeque<>();
    private final Announcer next;

    public RecentEvents(Announcer next) {
        this.next = next;
    }

    @Override
    public void announce(Announcement announcement) {
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(announcement);
        next.announce(announcement);
    }

    /** The kind of a notice as people read it, such as {@code ROLLING-BACK}. */
    static String kind(Notice notice) {
        return notice.kind().name().replace('_', '-');
    }

    /** Oldest first. */
    JsonArray toJson() {
        var events = new JsonArray();
        for (var announcement : last) {
            var text = OneLine.of(announcement.notice().text());
            events.add(new JsonObject()
                    .put("sequence", announcement.sequence())
                    .put("at", announcement.at().wall().toString())
                    .put("kind", kind(announcement.notice()))
                    .put("text", text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "..."));
        }
        return events;
    }
}
