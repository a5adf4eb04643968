package io.crossfade.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thinning out loses no peak. */
final class ExtremesTest {

    @Test
    void everyPeakAndDipOfEverySeriesStays() {
        var dice = new Random(7);
        for (int round = 0; round < 20; round++) {
            int size = 3_000 + dice.nextInt(3_000);
            var series = List.of(noise(size, dice), noise(size, dice), noise(size, dice));
            int peak = dice.nextInt(size);
            int dip = (peak + 1 + dice.nextInt(size - 1)) % size;
            series.get(1).set(peak, 1e6);
            series.get(2).set(dip, -1e6);

            int[] kept = Extremes.indexes(size, series, 500);
            assertThat(kept).hasSizeLessThanOrEqualTo(500).isSorted().doesNotHaveDuplicates();
            assertThat(kept).contains(0, peak, dip, size - 1);
        }
    }

    @Test
    void aFewPointsAllStay() {
        assertThat(Extremes.indexes(5, List.of(List.of(1.0, 1.0, 1.0, 1.0, 1.0)), 6))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(Extremes.indexes(0, List.of(List.of()), 6)).isEmpty();
    }

    @Test
    void whereThereIsNoValueThereIsNoExtreme() {
        var gaps = noise(1_000, new Random(1));
        gaps.replaceAll(value -> Double.NaN);
        gaps.set(700, 5.0);
        assertThat(Extremes.indexes(1_000, List.of(gaps), 10)).containsExactly(0, 700, 999);
    }

    @Test
    void tooFewPointsForTheSeriesAreRefused() {
        assertThatThrownBy(() -> Extremes.indexes(10, List.of(List.of(), List.of()), 5))
                .hasMessage("most: 5 (expected: >= 2 + 2 for each of 2 series)");
    }

    @Test
    void aLongStoryMakesAPageOfABoundedNumberOfPoints() {
        var story = Stories.rolledBack("x");
        var longer = new Story(
                story.origin(),
                story.began(),
                story.plan(),
                story.close(),
                story.lasted(),
                Stories.samples(50_000),
                java.util.Collections.nCopies(5_000, story.marks().get(0)),
                story.evidence(),
                story.facts(),
                story.runs());
        assertThat(Chart.of(longer))
                .hasSize(3)
                .allSatisfy(chart -> assertThat(chart.at()).hasSizeLessThanOrEqualTo(Chart.MOST_POINTS));
        assertThat(longer.marks()).hasSize(Story.MOST_MARKS);
        assertThat(longer.marks().get(1_000).text()).isEqualTo("3001 events are left out here");
    }

    private static List<Double> noise(int size, Random dice) {
        var values = new ArrayList<Double>();
        for (int i = 0; i < size; i++) {
            values.add(dice.nextInt(10) == 0 ? Double.NaN : dice.nextDouble());
        }
        return values;
    }
}
