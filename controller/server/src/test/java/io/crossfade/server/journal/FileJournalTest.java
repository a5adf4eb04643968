package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FileJournalTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeStorage storage = new FakeStorage();

    @Test
    void whatIsReadIsWhatTheReactorDecidedAndAReplayReproducesIt() throws Exception {
        var scene = new Scene(storage, 2).eventful();
        assertThat(scene.ended).isCompletedWithValue(Ending.ROLLED_BACK);
        assertThat(scene.close()).isTrue();

        var recorded = storage.recorded();
        assertThat(recorded.tail().kind()).isEqualTo(Tail.Kind.CLOSED);
        assertThat(recorded.planText()).isEqualTo(Scene.PLAN_TEXT);
        assertThat(recorded.finished()).isTrue();
        assertThat(recorded.entries()).hasSizeGreaterThan(20);
        assertThat(recorded.latest().state()).isEqualTo(scene.reactor.cutover().state());
        assertThat(recorded.latest().nodes()).isEqualTo(scene.reactor.cutover().nodes());
        assertThat(Replay.differences(recorded)).isEmpty();
    }

    @Test
    void aWriteThatIsTakenInPiecesIsWrittenWhole() throws Exception {
        storage.atOnce(7);
        new Scene(storage, 1).eventful();

        assertThat(storage.recorded().tail().dropped()).isZero();
    }

    @Test
    void nothingIsWrittenForwardWhileTheDiskIsBlocked() throws Exception {
        var scene = new Scene(storage, 2);
        scene.block();
        scene.run(Duration.ofSeconds(5));
        assertThat(scene.state()).isEqualTo("shifting");
        assertThat(scene.routers.get(0).writes()).isEmpty();

        scene.unblock();
        scene.run(SECOND);

        assertThat(scene.state()).isEqualTo("baking");
    }

    @Test
    void aBlockedDiskDoesNotDelayARollback() throws Exception {
        var scene = new Scene(storage, 2).run(SECOND);
        assertThat(scene.share(0)).isEqualTo(Share.ofPercent(1).exactly());
        scene.block();
        scene.says(FakeJudge.failing()).run(Duration.ofMillis(110));

        assertThat(scene.share(0)).isEqualTo(AchievedShare.NONE);
        assertThat(scene.share(1)).isEqualTo(AchievedShare.NONE);
        scene.run(Duration.ofMinutes(1));
        assertThat(scene.ended).isCompletedWithValue(Ending.ROLLED_BACK);
    }

    @Test
    void entriesThatGatherAreMadeDurableTogetherAndInOrder() throws Exception {
        var scene = new Scene(storage, 2).run(SECOND);
        scene.block();
        for (int i = 0; i < 10; i++) {
            scene.submit(new Event.HoldRequested("hold " + i));
        }
        int forced = storage.forced();
        scene.unblock();

        assertThat(storage.forced()).isEqualTo(forced + 1);
        assertThat(Replay.differences(storage.recorded())).isEmpty();
    }

    @Test
    void tooManyThatWaitAreRefusedAndTheGapIsRecorded() throws Exception {
        var scene = new Scene(storage, 1).run(SECOND);
        scene.block();
        for (int i = 0; i < FileJournal.MOST_WAITING + 5; i++) {
            scene.submit(new Event.HoldRequested("hold " + i));
        }
        scene.unblock();
        scene.submit(new Event.HoldRequested("once more"));

        var recorded = storage.recorded();
        assertThat(recorded.stretches()).hasSize(2);
        assertThat(recorded.stretches().get(1).why()).matches("entries [0-9]+ to [0-9]+ could not be recorded");
        assertThat(Replay.differences(recorded)).isEmpty();
    }

    @Test
    void aFailedFsyncEndsItsSegmentAndTheNextBeginsWithTheWholeState() throws Exception {
        var scene = new Scene(storage, 2).run(SECOND);
        scene.says(FakeJudge.passing());
        int durable = storage.recorded().entries().size();
        storage.forceFails(true);
        scene.run(Duration.ofSeconds(61));
        assertThat(scene.state()).isEqualTo("holding");
        assertThat(scene.share(0)).isEqualTo(Share.ofPercent(1).exactly());
        assertThat(storage.names()).containsExactly("journal-000001.jsonl");

        storage.forceFails(false);
        scene.submit(new Event.ResumeRequested(false, "disk replaced"));

        var recorded = storage.recorded();
        assertThat(storage.names()).hasSize(2);
        assertThat(recorded.stretches()).hasSize(2);
        assertThat(recorded.stretches().get(0).entries()).hasSize(durable);
        assertThat(recorded.stretches().get(1).why()).contains("Input/output error");
        assertThat(recorded.latest().nodes()).isEqualTo(scene.reactor.cutover().nodes());
        assertThat(Replay.differences(recorded)).isEmpty();
    }

    @Test
    void aFullDiskForbidsTheShiftAndTheReserveTakesTheRollback() throws Exception {
        var scene = new Scene(storage, 2).run(SECOND);
        scene.says(FakeJudge.passing());
        storage.room(100);
        scene.run(Duration.ofSeconds(62));
        assertThat(storage.reserved()).isFalse();
        assertThat(scene.share(0)).isEqualTo(Share.ofPercent(1).exactly());

        scene.says(FakeJudge.failing()).run(Duration.ofMinutes(1));
        assertThat(scene.ended).isCompletedWithValue(Ending.ROLLED_BACK);
        scene.close();

        var recorded = storage.recorded();
        assertThat(recorded.latest().ending()).contains(Ending.ROLLED_BACK);
        assertThat(recorded.tail().kind()).isEqualTo(Tail.Kind.CLOSED);
        assertThat(Replay.differences(recorded)).isEmpty();
    }

    @Test
    void onceThereIsRoomAgainTheReserveIsTakenAndShiftsGoOn() throws Exception {
        var scene = new Scene(storage, 1).run(SECOND);
        scene.says(FakeJudge.passing());
        storage.room(100);
        scene.run(Duration.ofSeconds(65));
        assertThat(scene.state()).isEqualTo("holding");

        storage.room(Integer.MAX_VALUE);
        scene.submit(new Event.ResumeRequested(false, "disk cleaned")).run(Duration.ofSeconds(65));

        assertThat(storage.reserved()).isTrue();
        assertThat(scene.share(0)).isEqualTo(Share.ofPercent(50).exactly());
    }

    @Test
    void aDiskThatNeverComesBackCostsABoundedNumberOfSegments() throws Exception {
        var scene = new Scene(storage, 1).run(SECOND);
        storage.forceFails(true);
        for (int i = 0; i < SegmentWriter.MOST_SEGMENTS + 10; i++) {
            scene.submit(new Event.HoldRequested("hold " + i));
        }

        assertThat(storage.names()).containsExactly("journal-000001.jsonl");
        scene.says(FakeJudge.failing()).run(Duration.ofMinutes(1));
        assertThat(scene.ended).isCompletedWithValue(Ending.ROLLED_BACK);
    }

    @Test
    void aJournalThatWasLeftGoesOnInASegmentOfItsOwn() throws Exception {
        var scene = new Scene(storage, 2).run(SECOND);
        var before = storage.recorded();
        var writer = SegmentWriter.goOn(storage, before, before.latest(), scene.now(), "resumed after a crash");
        writer.close(scene.now());

        var recorded = storage.recorded();
        assertThat(recorded.entries()).isEqualTo(before.entries());
        assertThat(recorded.stretches().get(1).why()).isEqualTo("resumed after a crash");
        assertThat(recorded.stretches().get(1).begun()).isEqualTo(before.latest());
        assertThat(recorded.tail().kind()).isEqualTo(Tail.Kind.CLOSED);
    }

    @Test
    void aCutoverWithAShareForTheCandidateIsUnfinished() throws Exception {
        var scene = new Scene(storage, 1);
        assertThat(storage.recorded().finished()).isTrue();
        scene.run(SECOND);

        assertThat(storage.recorded().finished()).isFalse();
        assertThat(storage.recorded().tail().kind()).isEqualTo(Tail.Kind.OPEN);
    }
}
