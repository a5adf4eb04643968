package io.crossfade.report;

import io.crossfade.core.plan.Guard;
import io.crossfade.report.Story.Sample;
import io.crossfade.report.Story.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One drawing over the time of a cutover.
 *
 * @param unit {@code %} or {@code ms}, of every value
 * @param at seconds since the beginning, rising
 * @param lines what is drawn, each with a value at each time
 * @param limits what guards allow, drawn where it lies within the picture
 */
record Chart(String title, String unit, List<Double> at, List<Line> lines, List<Limit> limits) {

    /** More points than this are never drawn. */
    static final int MOST_POINTS = 2_000;

    /**
     * One series.
     *
     * @param look how it is drawn, a name that the page's script knows
     * @param values NaN where there is none
     */
    record Line(String name, String look, List<Double> values) {}

    /** A height at which a guard objects. */
    record Limit(String name, double value) {}

    /** Those that the story has numbers for. */
    static List<Chart> of(Story story) {
        var charts = new ArrayList<Chart>();
        if (!story.samples().isEmpty()) {
            charts.add(share(story));
        }
        if (!story.samples().stream().allMatch(Sample::isBare)) {
            charts.add(errors(story));
            charts.add(latencies(story));
        }
        return charts;
    }

    /** The times of the samples, of the planned shifts and of the end, so that every corner is there. */
    private static Chart share(Story story) {
        var times = new TreeSet<Duration>();
        story.samples().forEach(sample -> times.add(sample.at()));
        var schedule = new Schedule(story);
        schedule.rows().stream()
                .map(Schedule.Row::planned)
                .filter(planned -> planned.compareTo(story.lasted()) <= 0)
                .forEach(times::add);
        times.add(Duration.ZERO);
        times.add(story.lasted());
        var happened = new ArrayList<Double>();
        var planned = new ArrayList<Double>();
        int next = 0;
        double share = Double.NaN;
        for (var time : times) {
            while (next < story.samples().size()
                    && story.samples().get(next).at().compareTo(time) <= 0) {
                share = story.samples().get(next++).share();
            }
            happened.add(share * 100);
            planned.add(schedule.plannedShare(time) * 100);
        }
        return thinned(
                "Share of the candidate",
                "%",
                seconds(List.copyOf(times)),
                List.of(new Line("planned", "planned", planned), new Line("happened", "share", happened)),
                List.of());
    }

    private static Chart errors(Story story) {
        var limits = story.plan().guards().stream()
                .filter(Guard.ErrorRate.class::isInstance)
                .map(Guard.ErrorRate.class::cast)
                .flatMap(guard -> guard.limit().stream().map(limit -> new Limit(guard.name(), limit * 100)))
                .toList();
        return thinned(
                "Failed requests",
                "%",
                wholeTime(story),
                List.of(
                        line(story, "baseline", "baseline", Sample::baseline, side -> side.errorRate() * 100),
                        line(story, "candidate", "candidate", Sample::candidate, side -> side.errorRate() * 100)),
                limits);
    }

    private static Chart latencies(Story story) {
        var limits = story.plan().guards().stream()
                .filter(Guard.Latency.class::isInstance)
                .map(Guard.Latency.class::cast)
                .flatMap(guard -> guard.limit().stream().map(limit -> new Limit(guard.name(), limit.toNanos() / 1e6)))
                .toList();
        return thinned(
                "Latency",
                "ms",
                wholeTime(story),
                List.of(
                        line(story, "baseline p50", "baseline-p50", Sample::baseline, side -> millis(side.p50Micros())),
                        line(
                                story,
                                "candidate p50",
                                "candidate-p50",
                                Sample::candidate,
                                side -> millis(side.p50Micros())),
                        line(story, "baseline p99", "baseline", Sample::baseline, side -> millis(side.p99Micros())),
                        line(story, "candidate p99", "candidate", Sample::candidate, side -> millis(side.p99Micros()))),
                limits);
    }

    /** From the beginning to the end, whenever the first and the last sample are: all pictures have one axis. */
    private static List<Double> wholeTime(Story story) {
        var times = new ArrayList<Duration>();
        times.add(Duration.ZERO);
        story.samples().forEach(sample -> times.add(sample.at()));
        var last = times.get(times.size() - 1);
        times.add(last.compareTo(story.lasted()) > 0 ? last : story.lasted());
        return seconds(times);
    }

    private static Line line(
            Story story, String name, String look, Function<Sample, Side> cluster, Function<Side, Double> value) {
        var values = new ArrayList<Double>();
        values.add(Double.NaN);
        story.samples().stream().map(cluster).map(value).forEach(values::add);
        values.add(Double.NaN);
        return new Line(name, look, values);
    }

    private static Chart thinned(String title, String unit, List<Double> at, List<Line> lines, List<Limit> limits) {
        int[] kept =
                Extremes.indexes(at.size(), lines.stream().map(Line::values).toList(), MOST_POINTS);
        return new Chart(
                title,
                unit,
                pick(at, kept),
                lines.stream()
                        .map(line -> new Line(line.name(), line.look(), pick(line.values(), kept)))
                        .toList(),
                limits);
    }

    private static List<Double> pick(List<Double> values, int[] kept) {
        return Arrays.stream(kept).mapToObj(values::get).toList();
    }

    private static List<Double> seconds(List<Duration> times) {
        return times.stream().map(time -> time.toMillis() / 1e3).toList();
    }

    private static double millis(long micros) {
        return micros == 0 ? Double.NaN : micros / 1e3;
    }
}
