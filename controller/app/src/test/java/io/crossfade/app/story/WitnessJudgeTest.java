package io.crossfade.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import org.junit.jupiter.api.Test;

/** A story must never stand in the way of a rollback. */
final class WitnessJudgeTest {

    private int heard;

    @Test
    void aWitnessThatFailsIsHeardNoMoreAndTheJudgeStillSpeaks() {
        var judge = new WitnessJudge(new FakeJudge(), new WitnessJudge.Witness() {
            @Override
            public void begun(long nowNanos) {}

            @Override
            public void request(boolean candidate, Outcome outcome, long latencyMicros) {
                heard++;
                throw new IllegalStateException("no more paper");
            }

            @Override
            public void assessed(Assessment assessment, long nowNanos) {
                heard++;
            }
        });
        int server = judge.enlist(0, Cluster.CANDIDATE, "y1");
        judge.request(server, Outcome.OK, 1_000, 0);
        judge.request(server, Outcome.OK, 1_000, 0);

        assertThat(judge.assess(1)).isNotNull();
        assertThat(heard).isEqualTo(1);
    }
}
