package io.crossfade.app;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.port.Announcer;
import io.crossfade.server.JsonlAnnouncer;
import io.crossfade.server.LineWriter;
import io.crossfade.server.TextAnnouncer;
import io.vertx.core.json.JsonObject;

/** What a run writes to standard output, as text or as lines of JSON. */
sealed interface EventOutput extends Announcer {

    /** The last line. */
    void ended(ExitCode exit, String text);

    static EventOutput of(RunCommand.Output output, LineWriter out) {
        return switch (output) {
            case TEXT -> new Text(new TextAnnouncer(out));
            case JSONL -> new Jsonl(new JsonlAnnouncer(out, Version.text()), out);
        };
    }

    /** For people, who read the end on standard error. */
    record Text(Announcer announcer) implements EventOutput {
        @Override
        public void announce(Announcement announcement) {
            announcer.announce(announcement);
        }

        @Override
        public void ended(ExitCode exit, String text) {
            // The last event has said it, and the farewell says it with what to do next.
        }
    }

    /** For programs. */
    record Jsonl(Announcer announcer, LineWriter out) implements EventOutput {
        @Override
        public void announce(Announcement announcement) {
            announcer.announce(announcement);
        }

        @Override
        public void ended(ExitCode exit, String text) {
            out.line(new JsonObject()
                    .put("type", "end")
                    .put("exit", exit.code())
                    .put("text", text)
                    .encode());
        }
    }
}
