package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a person said is remembered as theirs, and counts for the step that they said it of. */
class OperatorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aPromotionThatIsSaidTwiceDoesNotCountForTheStepAfter() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        var once = new Event.PromoteRequested("hurry", OptionalInt.of(1));
        assertThat(stage.submit(once).refusal()).isEmpty();
        stage.run(SECOND);
        assertThat(stage.share(0)).isEqualTo(Share.ofPercent(50).exactly());

        assertThat(stage.submit(once).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("said of step 1", "at step 2"));
        stage.run(SECOND.multipliedBy(30));
        assertThat(stage.state()).isEqualTo("baking");
    }

    @Test
    void anApprovalOfAnotherStepIsRefused() {
        var stage = Stage.awaitingApproval();
        assertThat(stage.submit(new Event.ApprovalGiven("late", OptionalInt.of(1)))
                        .refusal())
                .isPresent();
        stage.run(SECOND);
        assertThat(stage.state()).isEqualTo("awaiting-gate");
        assertThat(stage.submit(new Event.ApprovalGiven("fine", OptionalInt.of(2)))
                        .refusal())
                .isEmpty();
    }

    @Test
    void whatTheOperatorAskedForAndNobodyCouldVerifyEndsAsAskedFor() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).freeze();
        stage.submit(new Event.RollbackRequested(false, "smell"));
        stage.run(SECOND.multipliedBy(70));
        assertThat(stage.ending()).contains(Ending.UNVERIFIED);
        stage.kill();
        stage.router(0).thaw();
        stage.restart(SECOND);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK_BY_OPERATOR);
    }
}
