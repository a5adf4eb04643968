package io.crossfade.app.story;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Event;
import io.crossfade.report.Story;
import io.crossfade.report.Story.Close;
import io.crossfade.report.Story.Fact;
import io.crossfade.report.Story.Mark;
import io.crossfade.report.Story.Sample;
import io.crossfade.report.Story.Side;
import io.crossfade.server.journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a journal tells: the decisions, with the numbers that they were made from. It records no single requests, so there
 * is the share but neither error rates nor latencies over time. Times are of the wall clock, since a cutover may have been
 * carried on by another process.
 */
public final class RecordedStory {

    private static final String UNFINISHED = "unfinished: the journal has no end; where it stopped: ";

    private final Recorded recorded;
    private final Instant began;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Verdicts verdicts = new Verdicts();
    private Duration now = Duration.ZERO;

    private RecordedStory(Recorded recorded) {
        this.recorded = recorded;
        began = recorded.header().at().wall();
    }

    public static Story of(Recorded recorded) {
        return new RecordedStory(recorded).story();
    }

    private Story story() {
        var header = recorded.header();
        share(header.begun());
        for (var entry : recorded.entries()) {
            advance(entry.at().wall());
            if (entry.event() instanceof Event.Evaluated evaluated) {
                verdicts.add(evaluated.assessment(), now.toNanos());
            }
            entry.decision().notices().forEach(notice -> marks.add(Marks.of(notice, now)));
            entry.decision().refusal().ifPresent(why -> marks.add(new Mark(now, "refused", why)));
            share(entry.decision().next());
        }
        var latest = recorded.latest();
        return new Story(
                "from the journal, by crossfade " + header.version() + ", plan "
                        + header.planHash().substring(0, 12),
                Optional.of(began),
                header.plan(),
                new Close(latest.ending(), reason(latest)),
                now,
                samples,
                marks,
                verdicts.evidence(marks, 0),
                facts(),
                List.of());
    }

    private static String reason(Cutover latest) {
        var reason = latest.state().reason();
        return latest.ending().isPresent()
                ? reason
                : UNFINISHED + latest.state().name() + (reason.isEmpty() ? "" : ", " + reason) + ", candidate "
                        + latest.highestConfirmed();
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("decisions", Integer.toString(recorded.entries().size())));
        facts.add(new Fact(
                "candidate at the end", recorded.latest().highestConfirmed().toString()));
        Marks.timeToRollBack(marks).ifPresent(facts::add);
        return facts;
    }

    /** A wall clock may be set back; the story goes on nevertheless. */
    private void advance(Instant wall) {
        var since = Duration.between(began, wall);
        now = since.compareTo(now) > 0 ? since : now;
    }

    private void share(Cutover cutover) {
        double share = CutoverRecorder.share(cutover);
        if (samples.isEmpty() || samples.get(samples.size() - 1).share() != share) {
            samples.add(new Sample(now, share, Side.NONE, Side.NONE));
        }
    }
}
