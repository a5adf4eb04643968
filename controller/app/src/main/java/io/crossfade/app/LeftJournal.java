package io.crossfade.app;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.server.CutoverLock;
import io.crossfade.server.ShellException;
import io.crossfade.server.StateFolder;
import io.crossfade.server.journal.JournalArchive;
import io.crossfade.server.journal.JournalReader;
import java.io.IOException;

/** The journal of a controller that was lost, once everything has been taken back without it. */
final class LeftJournal {

    private LeftJournal() {}

    /** Puts it with the finished ones, so that the next run may begin; leaves it where its controller lives yet. */
    @SuppressWarnings("try")
    static void putAway(StateFolder folder, Plan plan, Surroundings around) {
        try {
            if (!JournalReader.exists(folder.path())) {
                return;
            }
            var identities = plan.routers().stream().map(RouterSpec::identity).toList();
            try (var lock = CutoverLock.acquire(around.locks(), identities, plan.cutover(), folder)) {
                around.tell("the journal that was left there is now in " + new JournalArchive(folder.path()).add());
            }
        } catch (CutoverLock.TakenException alive) {
            around.tell("its journal stays where it is: " + alive.getMessage());
        } catch (IOException | ShellException failure) {
            around.tell("the journal in " + folder.path() + " could not be put away: " + failure.getMessage());
        }
    }
}
