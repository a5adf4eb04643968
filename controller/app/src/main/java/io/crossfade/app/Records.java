package io.crossfade.app;

import io.crossfade.core.machine.Moment;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.planfile.PlanFile;
import io.crossfade.server.StateFolder;
import io.crossfade.server.journal.DamagedJournalException;
import io.crossfade.server.journal.FileJournal;
import io.crossfade.server.journal.Header;
import io.crossfade.server.journal.JournalArchive;
import io.crossfade.server.journal.JournalReader;
import io.crossfade.server.journal.Recorded;
import java.io.IOException;
import java.util.List;

/**
 * The journal of a cutover in its state folder.
 *
 * @param folder the state folder, prepared
 * @param file the plan
 */
record Records(StateFolder folder, PlanFile.Valid file) {

    /** Moves the journal of a finished cutover away; refuses to begin where one is unfinished or cannot be believed. */
    void makeRoom() throws Quit {
        try {
            if (JournalReader.exists(folder.path())) {
                requireFinished();
                new JournalArchive(folder.path()).add();
            }
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private void requireFinished() throws IOException, Quit {
        try {
            var recorded = JournalReader.read(folder.path());
            if (!recorded.finished()) {
                throw new Quit(ExitCode.DRIFT, unfinished(recorded));
            }
        } catch (DamagedJournalException damaged) {
            if (!damaged.nothingBegun()) {
                throw new Quit(
                        ExitCode.DRIFT,
                        "the journal of an earlier cutover in " + folder.path() + " is damaged: "
                                + damaged.getMessage() + "\n`crossfade journal fsck --state-dir " + folder.path()
                                + "` says more, `crossfade rollback PLAN` takes everything back without it; then move"
                                + " the journal away. Nothing changed");
            }
        }
    }

    private String unfinished(Recorded recorded) {
        var latest = recorded.latest();
        return "an unfinished cutover is recorded in " + folder.path() + ": "
                + latest.plan().cutover() + " was "
                + latest.state().name() + ", candidate " + latest.highestConfirmed()
                + "\ngo on with it by `crossfade run PLAN --resume`, or take everything back by `crossfade rollback PLAN`."
                + " Nothing changed";
    }

    /** Begins the journal; the plan and what was read are durable on return. */
    FileJournal begin(Loop loop, List<Reading> readings) throws Quit {
        var now = new Moment(loop.nanos(), loop.wall());
        var header = new Header(now, Version.text(), file.text(), file.hash(), file.plan(), readings);
        try {
            return FileJournal.begin(folder.path(), loop, header);
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    /** The journal that another process has left; ends the command where there is nothing to go on with. */
    Recorded left() throws Quit {
        var recorded = read(folder);
        if (!recorded.header().planHash().equals(file.hash())) {
            throw new Quit(
                    ExitCode.DRIFT,
                    "plan: SHA-256 " + file.hash() + " (expected: "
                            + recorded.header().planHash()
                            + ", the plan that the cutover began with; `crossfade journal export` shows it). Nothing"
                            + " changed");
        }
        return recorded;
    }

    /** What the journal in {@code folder} says; ends the command where there is none, or one that cannot be believed. */
    static Recorded read(StateFolder folder) throws Quit {
        try {
            if (!JournalReader.exists(folder.path())) {
                throw new Quit(ExitCode.USAGE, "no journal in " + folder.path() + " (expected: one to go on with)");
            }
            return JournalReader.read(folder.path());
        } catch (DamagedJournalException damaged) {
            throw new Quit(
                    ExitCode.DRIFT,
                    damaged.getMessage() + "\n`crossfade journal fsck --state-dir " + folder.path()
                            + "` says more, `crossfade rollback PLAN` takes everything back without it. Nothing"
                            + " changed");
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    /** Goes on with the journal that another process has left. */
    FileJournal goOn(Loop loop, Recorded recorded, Moment now) throws Quit {
        try {
            return FileJournal.goOn(
                    folder.path(), loop, recorded, recorded.latest().under(file.plan()), now, "resumed");
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private Quit unusable(IOException failure) {
        return unusable(folder, failure);
    }

    private static Quit unusable(StateFolder folder, IOException failure) {
        return new Quit(
                ExitCode.PREFLIGHT_FAILED,
                "journal: " + folder.path() + " cannot be used: " + failure + ", nothing changed");
    }
}
