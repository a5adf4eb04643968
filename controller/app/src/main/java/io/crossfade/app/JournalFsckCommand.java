package io.crossfade.app;

import io.crossfade.server.journal.DamagedJournalException;
import io.crossfade.server.journal.JournalReader;
import io.crossfade.server.journal.Recorded;
import io.crossfade.server.journal.Replay;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "fsck",
        description = "Checks every record and decides everything again; 3 where something is damaged or comes out"
                + " differently.",
        mixinStandardHelpOptions = true)
final class JournalFsckCommand implements Callable<Integer> {

    @Mixin
    private JournalPlace place;

    private final Surroundings around;

    JournalFsckCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var folder = place.folder(around);
        try {
            return check(JournalReader.read(folder)).code();
        } catch (DamagedJournalException damaged) {
            say(
                    false,
                    damaged.getMessage() + "\nOnly the last record may be torn. What stands before this line is whole"
                            + " and can be read; nothing after it is believed.",
                    new JsonObject()
                            .put("file", damaged.file())
                            .put("line", damaged.line())
                            .put("offset", damaged.offset()));
            return ExitCode.INVALID_PLAN.code();
        } catch (IOException failure) {
            throw JournalPlace.unreadable(folder, failure);
        }
    }

    private ExitCode check(Recorded recorded) {
        var tail = recorded.tail();
        say(
                true,
                tail.sequence() + 1 + " records, " + recorded.entries().size() + " entries; " + tail.text(),
                new JsonObject()
                        .put("records", tail.sequence() + 1)
                        .put("entries", recorded.entries().size())
                        .put("file", tail.file())
                        .put("tail", tail.kind().name().toLowerCase(Locale.ROOT))
                        .put("offset", tail.offset())
                        .put("dropped", tail.dropped())
                        .put("finished", recorded.finished()));
        for (var stretch : recorded.stretches().subList(1, recorded.stretches().size())) {
            say(true, "begins anew with the whole state: " + stretch.why(), new JsonObject());
        }
        var differences = Replay.differences(recorded);
        if (differences.isEmpty()) {
            say(true, "every decision is reproduced, byte for byte", new JsonObject());
            return ExitCode.DONE;
        }
        differences.forEach(
                difference -> say(false, difference.text(), new JsonObject().put("entry", difference.entry())));
        say(
                false,
                "recorded by crossfade " + recorded.header().version() + ", replayed by " + Version.text(),
                new JsonObject());
        return ExitCode.INVALID_PLAN;
    }

    private void say(boolean fine, String text, JsonObject more) {
        if (place.isText()) {
            around.out().println(text);
        } else {
            around.out()
                    .println(new JsonObject()
                            .put("ok", fine)
                            .put("text", text)
                            .mergeIn(more)
                            .encode());
        }
        around.out().flush();
    }
}
