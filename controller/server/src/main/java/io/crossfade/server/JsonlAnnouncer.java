package io.crossfade.server;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.port.Announcer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * One JSON object for each event, for programs. The first line names the schema: a greater minor number adds keys, a
 * greater major number changes them. Keys that a program does not know are to be ignored.
 */
public final class JsonlAnnouncer implements Announcer {

    /** The schema of the lines. */
    public static final String SCHEMA = "1.0";

    private final LineWriter out;

    /**
     * Writes the first line.
     *
     * @param version of this program
     */
    public JsonlAnnouncer(LineWriter out, String version) {
        this.out = out;
        out.line(new JsonObject()
                .put("schema", SCHEMA)
                .put("type", "version")
                .put("crossfade", version)
                .encode());
    }

    @Override
    public void announce(Announcement announcement) {
        var cutover = announcement.cutover();
        out.line(new JsonObject()
                .put("type", "event")
                .put("sequence", announcement.sequence())
                .put("at", announcement.at().wall().toString())
                .put(
                        "kind",
                        announcement
                                .notice()
                                .kind()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                .put("cutover", cutover.plan().cutover())
                .put("state", cutover.state().name())
                .put("step", cutover.state().step() + 1)
                .put("generation", cutover.generation().number())
                .put("candidate", cutover.highestConfirmed().toString())
                .put("text", OneLine.of(announcement.notice().text()))
                .encode());
    }
}
