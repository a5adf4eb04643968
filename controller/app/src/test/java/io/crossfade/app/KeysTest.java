package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeysTest {

    private final List<Event> submitted = new ArrayList<>();
    private long now = 1;
    private final Keys keys = new Keys(submitted::add, () -> now);

    @Test
    void holdResumeAndApproveTakeOneStroke() {
        keys.key('h');
        keys.key('r');
        keys.key('a');
        assertThat(submitted)
                .containsExactly(
                        new Event.HoldRequested("by key"),
                        new Event.ResumeRequested(false, "by key"),
                        new Event.ApprovalGiven("by key"));
    }

    @Test
    void rollbackTakesTwoStrokes() {
        keys.key('R');
        assertThat(submitted).isEmpty();
        assertThat(keys.prompt()).contains("R again");
        keys.key('R');
        assertThat(submitted).containsExactly(new Event.RollbackRequested(false, "by key"));
        assertThat(keys.prompt()).isEmpty();
    }

    @Test
    void anotherKeyTakesTheQuestionBack() {
        keys.key('R');
        keys.key('x');
        assertThat(keys.prompt()).isEmpty();
        keys.key('R');
        assertThat(submitted).isEmpty();
    }

    @Test
    void questionIsVoidAfterFiveSeconds() {
        keys.key('R');
        now += Duration.ofSeconds(6).toNanos();
        assertThat(keys.prompt()).isEmpty();
        keys.key('R');
        assertThat(submitted).isEmpty();
        assertThat(keys.prompt()).contains("R again");
    }

    @Test
    void runCannotBeLeftAlone() {
        keys.key('q');
        assertThat(submitted).isEmpty();
        assertThat(keys.prompt()).contains("cannot be left alone");
    }
}
