package io.crossfade.simulations;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Announcer;
import io.crossfade.simulations.Timeline.Mark;
import io.crossfade.simulations.Timeline.Sample;
import io.crossfade.simulations.Timeline.Side;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.world.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes down what happens: as prose, and as a timeline. Bounded, whatever happens. */
final class Chronicle implements Announcer {

    private static final int MOST_LINES = 2_000;
    private static final int MOST_SAMPLES = 4_000;
    private static final int USUAL_SAMPLES = 1_000;

    private final boolean told;
    private final List<String> lines = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Announcement> early = new ArrayList<>();
    private final Duration stretch;
    private @Nullable World world;
    private long began;
    private long sampledAt;
    private double sampledShare;
    private long harmedBefore;
    private long failedBefore;
    private Optional<Long> verifiedAt = Optional.empty();
    private Supplier<Tally> tally = Tally::new;

    Chronicle(Plan plan) {
        this(true, Duration.ofSeconds(Math.max(1, plan.leastDuration().toSeconds() / USUAL_SAMPLES)));
    }

    private Chronicle(boolean told, Duration stretch) {
        this.told = told;
        this.stretch = stretch;
    }

    /** One that keeps only when a rollback was verified. */
    static Chronicle untold() {
        return new Chronicle(false, Duration.ZERO);
    }

    void open(Scenario scenario, long seed, World opened) {
        world = opened;
        began = opened.loop().nanos();
        sampledAt = began;
        tally = () -> opened.traffic().tally();
        if (told) {
            lines.add(scenario.name() + ", seed " + seed);
            lines.add(scenario.about());
            lines.add("");
        }
        // The reactor begins to speak before the world is whole.
        early.forEach(this::announce);
        early.clear();
    }

    @Override
    public void announce(Announcement announcement) {
        if (world == null) {
            early.add(announcement);
            return;
        }
        var kind = announcement.notice().kind();
        if (kind == Kind.VERIFIED && announcement.cutover().highestConfirmed().isNone()) {
            verifiedAt = Optional.of(world.loop().nanos());
        }
        if (told) {
            tell(world.loop().nanos(), word(kind), announcement.notice().text());
        }
    }

    /** The scenario does something. */
    void world(String text) {
        if (told && world != null) {
            tell(world.loop().nanos(), "world", text);
        }
    }

    /** A moment has passed, and the candidate has this share. */
    void tick(double share) {
        if (!told || world == null || samples.size() >= MOST_SAMPLES) {
            return;
        }
        long now = world.loop().nanos();
        if (now - sampledAt >= stretch.toNanos() || share != sampledShare) {
            sample(now, share);
        }
    }

    private void sample(long now, double share) {
        sampledAt = now;
        sampledShare = share;
        var seen = tally.get();
        samples.add(new Sample(
                Duration.ofNanos(now - began),
                share,
                side(seen.of(Cluster.BASELINE)),
                side(seen.of(Cluster.CANDIDATE))));
        seen.look();
    }

    /** What happened since the last sample is often what decided. */
    void close(Ending ending, double share) {
        if (!told || world == null) {
            return;
        }
        sample(world.loop().nanos(), share);
        var seen = tally.get();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s after %s: %,d requests, %,d of them on the candidate; %,d failed, %,d because of the candidate.",
                Words.of(ending),
                Words.of(Duration.ofNanos(world.loop().nanos() - began)),
                seen.requests(),
                seen.of(Cluster.CANDIDATE).requests(),
                seen.failed(),
                seen.harmed()));
    }

    List<String> lines() {
        return lines;
    }

    /** When all traffic was last verified to be on the baseline, in the loop's time. */
    Optional<Long> verifiedAt() {
        return verifiedAt;
    }

    Timeline timeline() {
        return new Timeline(samples, marks);
    }

    private void tell(long nanos, String kind, String text) {
        if (lines.size() >= MOST_LINES) {
            return;
        }
        var since = Duration.ofNanos(nanos - began);
        marks.add(new Mark(since, kind, text));
        lines.add(String.format(Locale.ROOT, "%s  %-12s  %s%s", clock(since), kind, text, counts()));
    }

    /** How many requests have failed, where some have since the last line. */
    private String counts() {
        var seen = tally.get();
        if (seen.harmed() == harmedBefore && seen.of(Cluster.CANDIDATE).failed() == failedBefore) {
            return "";
        }
        harmedBefore = seen.harmed();
        failedBefore = seen.of(Cluster.CANDIDATE).failed();
        return String.format(
                Locale.ROOT,
                " (so far %,d of the candidate's %,d requests failed, %,d because of it)",
                failedBefore,
                seen.of(Cluster.CANDIDATE).requests(),
                harmedBefore);
    }

    private static Side side(Tally.Side side) {
        return new Side(side.recentRequests(), side.recentFailed(), side.recentMicros(0.5), side.recentMicros(0.99));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String clock(Duration since) {
        return String.format(
                Locale.ROOT,
                "%2d:%02d:%02d.%03d",
                since.toHours(),
                since.toMinutesPart(),
                since.toSecondsPart(),
                since.toMillisPart());
    }
}
