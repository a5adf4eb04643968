package io.crossfade.app.story;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.Reading;
import io.crossfade.report.Story;
import io.crossfade.report.Story.Close;
import io.crossfade.report.Story.Fact;
import io.crossfade.report.Story.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a cutover as it runs: every announcement, what the guards said, and what the event streams told of the
 * requests. Decides nothing, and where it fails nothing else does. Bounded, however long the cutover lasts. Used on the
 * loop only, until the cutover has ended.
 */
public final class CutoverRecorder implements Announcer, WitnessJudge.Witness {

    private static final int MOST_MARKS = 2 * Story.MOST_MARKS;

    private final Plan plan;
    private final String origin;
    private final Stretches stretches = new Stretches();
    private final Verdicts verdicts = new Verdicts();
    private final List<Mark> head = new ArrayList<>();
    private final ArrayDeque<Mark> tail = new ArrayDeque<>();
    private final long[] requests = new long[2];
    private final long[] failed = new long[2];
    private @Nullable Announcement first;
    private @Nullable Announcement last;
    private double share;
    private boolean over;

    /** @param origin where the story is from, in words */
    public CutoverRecorder(Plan plan, String origin) {
        this.plan = plan;
        this.origin = origin;
    }

    /** The same judge, with this listening. */
    public Judge watching(Judge judge) {
        return new WitnessJudge(judge, this);
    }

    @Override
    public void announce(Announcement announcement) {
        if (first == null) {
            first = announcement;
        }
        last = announcement;
        add(Marks.of(
                announcement.notice(), Duration.ofNanos(since(announcement.at().nanos()))));
        over = announcement.cutover().ending().isPresent();
        double now = share(announcement.cutover());
        if (now != share || over) {
            stretches.close(since(announcement.at().nanos()), now);
        }
        share = now;
    }

    @Override
    public void begun(long nowNanos) {
        // The first announcement has said so, with the wall time too.
    }

    private void add(Mark mark) {
        if (head.size() < MOST_MARKS / 2) {
            head.add(mark);
            return;
        }
        if (tail.size() == MOST_MARKS / 2) {
            tail.removeFirst();
        }
        tail.addLast(mark);
    }

    @Override
    public void request(boolean candidate, Outcome outcome, long latencyMicros) {
        if (over || outcome == Outcome.ABORTED) {
            return;
        }
        stretches.request(candidate, outcome, latencyMicros);
        int side = candidate ? 1 : 0;
        requests[side]++;
        failed[side] += outcome == Outcome.FAILED ? 1 : 0;
    }

    @Override
    public void assessed(Assessment assessment, long nowNanos) {
        if (over || last == null) {
            return;
        }
        verdicts.add(assessment, nowNanos);
        if (stretches.isDue(since(nowNanos))) {
            stretches.close(since(nowNanos), share);
        }
    }

    /**
     * The whole story, to be asked for once the cutover is over.
     *
     * @param end what happened, where the cutover itself did not come to say so
     */
    public Story story(String end) {
        var told = new ArrayList<>(head);
        told.addAll(tail);
        var ending = Optional.ofNullable(last)
                .flatMap(announced -> announced.cutover().ending());
        var reason = Optional.ofNullable(last)
                .filter(announced -> ending.isPresent())
                .map(announced -> announced.notice().text())
                .orElse(end);
        return new Story(
                origin,
                Optional.ofNullable(first).map(announced -> announced.at().wall()),
                plan,
                new Close(ending, reason),
                told.isEmpty() ? Duration.ZERO : told.get(told.size() - 1).at(),
                stretches.samples(),
                told,
                verdicts.evidence(told, first == null ? 0 : first.at().nanos()),
                facts(told),
                List.of());
    }

    private List<Fact> facts(List<Mark> told) {
        var facts = new ArrayList<>(List.of(
                count("requests of the baseline", requests[0]),
                count("failed of them", failed[0]),
                count("requests of the candidate", requests[1]),
                count("failed of them", failed[1])));
        Marks.timeToRollBack(told).ifPresent(facts::add);
        return facts;
    }

    private static Fact count(String name, long count) {
        return new Fact(name, String.format(Locale.ROOT, "%,d", count));
    }

    private long since(long nanos) {
        return first == null ? 0 : Math.max(0, nanos - first.at().nanos());
    }

    /** The highest that any load balancer is known to give: as it was last read, else as it was confirmed. */
    static double share(Cutover cutover) {
        return cutover.nodes().stream()
                .map(node -> node.observed()
                        .map(Reading::share)
                        .orElse(node.confirmed().share()))
                .reduce(AchievedShare.NONE, AchievedShare::max)
                .fraction();
    }
}
