package io.crossfade.report;

import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plan's steps beside what came of them. */
final class Schedule {

    /** Shares that a load balancer rounds are still the step's. */
    private static final double ROUNDING = 0.0005;

    private final List<Row> rows = new ArrayList<>();

    /**
     * One step.
     *
     * @param planned when it begins if every step takes its least time and nothing is waited for
     * @param reached when its share was first seen; empty where it never was
     */
    record Row(Step step, Duration planned, Optional<Duration> reached) {}

    Schedule(Story story) {
        var planned = Duration.ZERO;
        for (var step : story.plan().steps()) {
            double target = step.candidate().exactly().fraction() - ROUNDING;
            var reached = story.samples().stream()
                    .filter(sample -> sample.share() >= Math.max(target, Double.MIN_VALUE))
                    .map(Story.Sample::at)
                    .findFirst();
            rows.add(new Row(step, planned, reached));
            planned = planned.plus(step.bake().atLeast());
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** The share that the plan foresees at {@code time}, as a fraction. */
    double plannedShare(Duration time) {
        double share = 0;
        for (var row : rows) {
            if (row.planned().compareTo(time) <= 0) {
                share = row.step().candidate().exactly().fraction();
            }
        }
        return share;
    }
}
