package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Machine;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeRouter.Manner;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The safety rules, each by its number, with two load balancers. */
class SafetyRulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** By our own writes the share on a node never exceeds the last confirmed one or an open intent. */
    @Nested
    class S1 {

        @Test
        void aShiftThatOneNodeRefusesLeavesNoNodeAboveTheEarlierStep() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.passing());
            stage.router(1).manner(Manner.REFUSE);
            stage.run(Duration.ofSeconds(61));
            stage.router(1).manner(Manner.APPLY);
            stage.run(SECOND.multipliedBy(2));

            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.share(0)).isEqualTo(percent(1));
            assertThat(stage.share(1)).isEqualTo(percent(1));
        }

        @Test
        void aShareThatAnotherHandSetIsSeenWithinOnePoll() {
            var stage = Stage.bakingAtOnePercent();
            stage.meddle(0, percent(7));
            stage.run(Pace.DEFAULT.read().plusMillis(10));

            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("another hand", "7%");
        }
    }

    /** No write makes the sum of usable weights zero: every write is a whole split, which adds up to everything. */
    @Nested
    class S2 {

        @Test
        void everyWriteGivesTheTwoClustersEverythingTogether() {
            var stage = Stage.awaitingApproval();
            stage.says(FakeJudge.failing());
            stage.run(SECOND);

            assertThat(stage.router(0).writes())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(write -> assertThat(write.split().baseline().parts()
                                    + write.split().candidate().parts())
                            .isEqualTo(Share.WHOLE));
        }
    }

    /** No shift unless every required guard passes; a person may override INCONCLUSIVE, never FAIL. */
    @Nested
    class S3 {

        @Test
        void noShiftWhileAGuardIsInconclusive() {
            var stage = Stage.bakingAtOnePercent();
            stage.run(Duration.ofMinutes(4));

            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.share(0)).isEqualTo(percent(1));
            assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("needs 300 requests, has 112");
        }

        @Test
        void noShiftWhileASourceIsInDoubt() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.doubtful());
            stage.run(Duration.ofMinutes(4));

            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.share(0)).isEqualTo(percent(1));
        }

        @Test
        void aPersonMayAcceptWhatIsInconclusive() {
            var stage = Stage.bakingAtOnePercent();
            stage.submit(new Event.ResumeRequested(true, "known quiet hour"));
            stage.run(SECOND);

            assertThat(stage.share(0)).isEqualTo(percent(50));
            assertThat(stage.journal.entries())
                    .anySatisfy(entry ->
                            assertThat(entry.event()).isEqualTo(new Event.ResumeRequested(true, "known quiet hour")));
        }

        @Test
        void nobodyMayAcceptAFailure() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.failing());
            var answer = stage.reactor.submit(new Event.ResumeRequested(true, "go on"));
            stage.run(Duration.ofMinutes(2));

            assertThat(answer.toCompletableFuture()).isDone();
            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
            assertThat(stage.router(0).writes())
                    .noneSatisfy(write -> assertThat(write.split().candidate()).isEqualTo(Share.ofPercent(50)));
        }
    }

    /** Forward intent is durable before its first byte; rollback intent is appended, not awaited. */
    @Nested
    class S4 {

        @Test
        void nothingIsWrittenForwardBeforeTheRecordIsDurable() {
            var stage = new Stage(Plans.twoNodes());
            stage.journal.slowDown();
            stage.run(Duration.ofSeconds(5));
            assertThat(stage.state()).isEqualTo("shifting");
            assertThat(stage.writes()).isZero();

            stage.journal.catchUp();
            stage.run(SECOND);

            assertThat(stage.state()).isEqualTo("baking");
        }

        @Test
        void aRollbackDoesNotWaitForItsRecord() {
            var stage = Stage.bakingAtOnePercent();
            stage.journal.slowDown();
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMillis(110));

            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
            assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
        }
    }

    /** A failing guard leads to rollback within one evaluation, in every state that is not the end. */
    @Nested
    class S5 {

        @Test
        void whileBaking() {
            rollsBackWithinOneEvaluation(Stage.bakingAtOnePercent());
        }

        @Test
        void whileAwaitingApproval() {
            var stage = Stage.awaitingApproval();
            assertThat(stage.state()).isEqualTo("awaiting-gate");

            rollsBackWithinOneEvaluation(stage);
        }

        @Test
        void whileHeld() {
            var stage = Stage.bakingAtOnePercent();
            stage.submit(new Event.HoldRequested("lunch"));
            assertThat(stage.state()).isEqualTo("holding");

            rollsBackWithinOneEvaluation(stage);
        }

        @Test
        void whileResuming() {
            var stage = Stage.bakingAtOnePercent();
            stage.submit(new Event.HoldRequested("lunch"));
            stage.submit(new Event.ResumeRequested(false, "back"));

            rollsBackWithinOneEvaluation(stage);
        }

        @Test
        void whileBakingAtEverything() {
            var stage = Stage.awaitingApproval();
            stage.submit(new Event.ApprovalGiven("fine"));
            stage.run(SECOND);
            assertThat(stage.share(0)).isEqualTo(percent(100));

            rollsBackWithinOneEvaluation(stage);
        }

        @Test
        void whileShifting() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.passing());
            stage.router(1).delay(Duration.ofMillis(900));
            stage.run(Duration.ofMillis(59_500));
            assertThat(stage.state()).isEqualTo("shifting");
            stage.router(1).delay(Duration.ofMillis(1));

            rollsBackWithinOneEvaluation(stage);
        }

        @Test
        void atOnceWhereEvidenceCrossesItsLine() {
            var stage = Stage.bakingAtOnePercent();
            stage.judge.crossAtNextObservation(FakeJudge.failing());
            stage.source.observer().request(0, Outcome.FAILED, 1000, stage.loop.nanos());
            stage.run(Duration.ofMillis(1));

            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        }

        @Test
        void isHeldInsteadWhereThePlanSaysSo() {
            var stage = new Stage(Plans.with(Plans.policies(Reaction.HOLD, Reaction.HOLD)));
            stage.run(SECOND);
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofSeconds(5));

            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.share(0)).isEqualTo(percent(1));
            assertThat(stage.told(Notice.Kind.HELD)).hasSize(1);
        }

        private void rollsBackWithinOneEvaluation(Stage stage) {
            stage.says(FakeJudge.failing());
            stage.run(Pace.DEFAULT.evaluate().plusMillis(2));

            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
            assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
            stage.run(Duration.ofMinutes(2));
            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        }
    }

    /** After a terminal state no command is sent; rolling back is not over until every node is verified. */
    @Nested
    class S6 {

        @Test
        void nothingIsSentAfterTheEnd() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMinutes(1));
            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
            int writes = stage.writes();

            stage.meddle(0, percent(50));
            stage.run(Duration.ofHours(1));

            assertThat(stage.writes()).isEqualTo(writes);
            assertThat(stage.loop.pending()).isZero();
        }

        @Test
        void theEndIsNotReachedBeforeTheLastNodeIsVerified() {
            var stage = Stage.bakingAtOnePercent();
            stage.router(1).manner(Manner.NOT_SENT);
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofSeconds(20));
            assertThat(stage.state()).isEqualTo("rolling-back");
            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);

            stage.router(1).manner(Manner.APPLY);
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
            assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
        }
    }

    /** No write of a superseded generation is started. */
    @Nested
    class S7 {

        @Test
        void aForwardWriteThatWaitsForTheJournalIsDroppedByARollback() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.passing());
            stage.run(Duration.ofSeconds(59));
            stage.journal.slowDown();
            stage.run(Duration.ofSeconds(2));
            assertThat(stage.state()).isEqualTo("shifting");

            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMillis(200));
            stage.journal.catchUp();
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.router(0).writes())
                    .noneSatisfy(write -> assertThat(write.split().candidate()).isEqualTo(Share.ofPercent(50)));
            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        }

        @Test
        void generationsOnlyRise() {
            var stage = Stage.awaitingApproval();
            stage.says(FakeJudge.failing());
            stage.run(SECOND);

            assertThat(stage.router(0).writes())
                    .extracting(Write::generation)
                    .isSortedAccordingTo(Generation::compareTo);
        }
    }

    /** Rollback is monotone and ends with a verifying read-back on every node, or with "act now". */
    @Nested
    class S8 {

        @Test
        void aForwardWriteThatLandsLateIsTakenBackBeforeAnythingIsVerified() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.passing());
            stage.run(Duration.ofSeconds(59));
            stage.router(0).freeze();
            stage.run(Duration.ofMillis(500));
            assertThat(stage.state()).isEqualTo("shifting");
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofSeconds(5));
            assertThat(stage.state()).isEqualTo("rolling-back");
            assertThat(stage.told(Notice.Kind.VERIFIED)).isEmpty();

            stage.router(0).thaw();
            stage.run(Duration.ofSeconds(3));

            assertThat(stage.told(Notice.Kind.VERIFIED)).hasSize(1);
            assertThat(stage.router(0).shares()).contains(percent(50));
            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        }

        @Test
        void aRollbackThatStaysUnverifiedEndsWithActNow() {
            var stage = Stage.bakingAtOnePercent();
            stage.router(0).freeze();
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofSeconds(70));

            assertThat(stage.ending()).contains(Ending.UNVERIFIED);
            assertThat(stage.told(Notice.Kind.ENDED).get(0)).contains("lb1").doesNotContain("lb2");
        }

        @Test
        void itWaitsForNoOtherNode() {
            var stage = Stage.bakingAtOnePercent();
            stage.router(0).freeze();
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMillis(150));

            assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
        }

        @Test
        void aShareThatComesBackDuringTheDrainIsTakenAwayAgain() {
            var stage = Stage.bakingAtOnePercent();
            busy(stage);
            stage.says(FakeJudge.failing());
            stage.run(SECOND);
            assertThat(stage.state()).isEqualTo("draining");

            stage.meddle(0, percent(50));
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        }

        private void busy(Stage stage) {
            var shown = stage.router(1).shown();
            stage.router(1).shows(new Reading(shown.share(), shown.incarnation(), true, 2, 2, 3, 3, List.of()));
        }
    }

    /** Losing or slowing the journal or an announcer never prevents or delays a rollback. */
    @Nested
    class S9 {

        @Test
        void aFailedJournalHoldsAndARollbackStillGoesOut() {
            var stage = Stage.bakingAtOnePercent();
            stage.journal.fail();
            stage.submit(new Event.PromoteRequested("hurry"));
            stage.run(SECOND);
            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.share(0)).isEqualTo(percent(1));

            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMillis(110));

            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
            stage.run(Duration.ofMinutes(1));
            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        }

        @Test
        void anAnnouncerThatThrowsIsNotHeard() {
            var loop = new VirtualLoop(Plans.NOON);
            var stage = Stage.bakingAtOnePercent();
            var ports = new Ports(
                    loop, List.of(new FakeRouter(loop)), List.of(), stage.judge, new MemoryJournal(), announcement -> {
                        throw new IllegalStateException("terminal gone");
                    });
            var reading = stage.router(0).shown();
            var begin = Cutover.begin(
                    Plans.oneNode(),
                    List.of(new Reading(AchievedShare.NONE, reading.incarnation(), true, 2, 2, 0, 0, List.of())));
            var ended = new Reactor(begin, ports, Pace.DEFAULT).start().toCompletableFuture();
            loop.runFor(SECOND);
            stage.says(FakeJudge.failing());
            loop.runFor(Duration.ofMinutes(1));

            assertThat(ended).isCompletedWithValue(Ending.ROLLED_BACK);
        }
    }

    /** Decisions are a function of journalled events. */
    @Nested
    class S10 {

        @Test
        void replayingTheJournalReproducesEachDecision() {
            var stage = Stage.awaitingApproval();
            stage.submit(new Event.ApprovalGiven("fine"));
            stage.run(Duration.ofSeconds(10));
            stage.reload(0, AchievedShare.NONE);
            stage.run(Duration.ofSeconds(10));
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMinutes(1));
            assertThat(stage.journal.entries()).hasSizeGreaterThan(15);

            var cutover = stage.beginning;
            for (JournalEntry entry : stage.journal.entries()) {
                var decision = Machine.step(cutover, entry.event(), entry.at());
                assertThat(decision).as("entry %d", entry.sequence()).isEqualTo(entry.decision());
                cutover = decision.next();
            }
            assertThat(cutover).isEqualTo(stage.reactor.cutover());
        }

        @Test
        void anEventThatDecidesNothingNeedsNoRecord() {
            var stage = Stage.bakingAtOnePercent();
            int entries = stage.journal.entries().size();
            stage.run(Duration.ofSeconds(30));

            assertThat(stage.journal.entries()).hasSize(entries);
        }
    }

    /** Everything is bounded. */
    @Nested
    class S11 {

        @Test
        void writesToAFrozenNodeGoOutAtMostOnceASecondAndAFewMore() {
            var stage = Stage.bakingAtOnePercent();
            stage.router(0).freeze();
            int before = stage.router(0).writes().size();
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofMinutes(5));

            assertThat(stage.router(0).writes().size() - before).isLessThanOrEqualTo(61);
        }

        @Test
        void aShiftIsWrittenAFewTimesAtMost() {
            var stage = Stage.twoNodes();
            stage.router(0).manner(Manner.LOSE_WRITE);
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.router(0).writes().stream().filter(write -> !write.lowers()))
                    .hasSize(3);
        }

        @Test
        void aFullJournalStopsShiftsAndNothingElse() {
            var journal = new MemoryJournal();
            var entry = Stage.bakingAtOnePercent().journal.entries().get(0);
            for (int i = 0; i < MemoryJournal.MOST_ENTRIES; i++) {
                journal.append(entry);
            }

            assertThat(journal.append(entry).toCompletableFuture()).isCompletedExceptionally();
            assertThat(journal.entries()).hasSize(MemoryJournal.MOST_ENTRIES);
        }
    }

    /** From any state, if the faults stop, the cutover ends or is held in a computed time. */
    @Nested
    class S12 {

        @ParameterizedTest
        @EnumSource(Manner.class)
        void whateverBecomesOfWritesForAMinute(Manner manner) {
            var stage = Stage.twoNodes();
            stage.router(0).manner(manner);
            stage.run(Duration.ofMinutes(1));
            stage.router(0).manner(Manner.APPLY);
            var bound = Plans.twoNodes().policies().rollbackPatience().plus(Duration.ofMinutes(3));
            stage.run(bound);

            assertThat(stage.state()).isIn("holding", "ended");
        }

        @Test
        void aHealthyCutoverEndsPromoted() {
            var stage = Stage.awaitingApproval();
            stage.submit(new Event.ApprovalGiven("fine"));
            stage.run(Duration.ofMinutes(2));

            assertThat(stage.ending()).contains(Ending.PROMOTED);
            assertThat(stage.share(0)).isEqualTo(percent(100));
            assertThat(stage.share(1)).isEqualTo(percent(100));
        }
    }

    /** Never onto a baseline that has no usable server; force overrides. */
    @Nested
    class S13 {

        @Test
        void aFailureWithTheBaselineDownIsHeldUntilThereIsAWayBack() {
            var stage = Stage.bakingAtOnePercent();
            stage.usable(0, 0, 2);
            stage.usable(1, 0, 2);
            stage.run(SECOND);
            stage.says(FakeJudge.failing());
            stage.run(Duration.ofSeconds(5));
            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.share(0)).isEqualTo(percent(1));

            stage.usable(0, 1, 2);
            stage.usable(1, 1, 2);
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        }

        @Test
        void theOperatorsRollbackNeedsForceForThat() {
            var stage = Stage.bakingAtOnePercent();
            stage.usable(0, 0, 2);
            stage.usable(1, 0, 2);
            stage.run(SECOND);
            assertThat(stage.submit(new Event.RollbackRequested(false, "smell")).refusal())
                    .hasValueSatisfying(why -> assertThat(why).contains("no usable server", "force"));
            stage.run(SECOND);
            assertThat(stage.share(0)).isEqualTo(percent(1));

            stage.submit(new Event.RollbackRequested(true, "I know"));
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.ending()).contains(Ending.ROLLED_BACK_BY_OPERATOR);
            assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        }

        @Test
        void oneNodeWithoutABaselineDoesNotKeepTheOthersBack() {
            var stage = Stage.bakingAtOnePercent();
            stage.usable(0, 0, 2);
            stage.run(SECOND);
            stage.says(FakeJudge.failing());
            stage.run(SECOND);

            assertThat(stage.share(0)).isEqualTo(percent(1));
            assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
        }
    }

    /** Missing or contradictory data never advances a cutover and is never by itself a failure. */
    @Nested
    class S14 {

        @Test
        void silenceHolds() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.silent());
            stage.run(SECOND);

            assertThat(stage.state()).isEqualTo("holding");
        }

        @Test
        void silenceRollsBackWhereThePlanSaysSo() {
            var stage = new Stage(Plans.with(Plans.policies(Reaction.ROLLBACK, Reaction.ROLLBACK)));
            stage.run(SECOND);
            stage.says(FakeJudge.silent());
            stage.run(Duration.ofMinutes(1));

            assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        }

        @Test
        void aNodeThatCannotBeReadStopsTheShiftAndNothingElse() {
            var stage = Stage.bakingAtOnePercent();
            stage.says(FakeJudge.passing());
            stage.router(0).unreadable(true);
            stage.run(Duration.ofMinutes(2));
            assertThat(stage.state()).isEqualTo("baking");
            assertThat(stage.told(Notice.Kind.WARNING)).hasSize(1);

            stage.router(0).unreadable(false);
            stage.run(Duration.ofSeconds(2));

            assertThat(stage.share(0)).isEqualTo(percent(50));
        }

        @Test
        void doubtsOfAReadingHold() {
            var stage = Stage.bakingAtOnePercent();
            var shown = stage.router(0).shown();
            stage.router(0)
                    .shows(new Reading(
                            shown.share(), shown.incarnation(), false, 2, 2, 0, 0, List.of("map file holds 3%")));
            stage.run(SECOND);

            assertThat(stage.state()).isEqualTo("holding");
            assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("map file holds 3%");
        }
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
