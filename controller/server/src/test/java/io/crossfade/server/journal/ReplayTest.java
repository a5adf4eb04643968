package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Decision;
import io.crossfade.core.port.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplayTest {

    @Test
    void aDecisionThatDoesNotFollowFromItsEventIsToldWithItsEntry() throws Exception {
        var storage = new FakeStorage();
        new Scene(storage, 2).eventful();
        var recorded = storage.recorded();
        var changed = new ArrayList<>(recorded.entries());
        var entry = changed.get(3);
        var decision = entry.decision();
        changed.set(
                3,
                new JournalEntry(
                        entry.sequence(),
                        entry.at(),
                        entry.event(),
                        new Decision(decision.next(), decision.commands(), List.of(), Optional.of("forged"))));
        var stretch = new Recorded.Stretch(recorded.header().begun(), "begun", changed);
        var forged = new Recorded(recorded.header(), List.of(stretch), recorded.tail());

        assertThat(Replay.differences(forged))
                .singleElement()
                .satisfies(difference -> assertThat(difference.text())
                        .startsWith("entry 4: recorded ")
                        .contains("forged"));
    }
}
