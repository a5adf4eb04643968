package io.crossfade.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.weights.WeightModel.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightSearchTest {

    /**
     * Smallest and largest share in percent, whole percents hit exactly, and the worst error of 1 % to 99 % in steps of
     * 0.1 %.
     */
    @ParameterizedTest
    @CsvSource({
        "1,  1,  0.389, 99.611, 99, 0.033",
        "3,  2,  0.260, 99.417, 95, 0.043",
        "2,  5,  0.967, 99.844, 80, 0.045",
        "10, 1,  0.039, 96.241, 59, 2.759",
        "1,  10, 3.759, 99.961, 59, 2.759"
    })
    void whatEqualServersReachIsAsTheTableSays(
            int baseline, int candidate, double smallest, double largest, int exact, double worst) {
        var model = equal(baseline, candidate);
        var search = new WeightSearch(model);
        int hits = 0;
        double error = 0;
        for (int parts = 100; parts <= 9900; parts += 10) {
            var asked = new Share(parts);
            var achieved = search.nearest(asked).share();
            hits += parts % 100 == 0 && achieved.equals(asked.exactly()) ? 1 : 0;
            error = Math.max(
                    error, Math.abs(achieved.fraction() - asked.exactly().fraction()));
        }
        System.out.printf(
                Locale.ROOT,
                "%d+%d: %s to %s, %d of 99 exact, worst error %.3f pp%n",
                baseline,
                candidate,
                search.smallest(),
                search.largest(),
                hits,
                100 * error);

        assertThat(rounded(search.smallest().fraction())).isEqualTo(smallest);
        assertThat(rounded(search.largest().fraction())).isEqualTo(largest);
        assertThat(hits).isEqualTo(exact);
        assertThat(rounded(error)).isEqualTo(worst);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 66, 1",
        "5, 38, 3",
        "10, 6, 1",
        "25, 2, 1",
        "50, 2, 3",
        "75, 2, 9",
        "90, 2, 27",
        "95, 2, 57",
        "99, 1, 149"
    })
    void theSmallestOfTheNearestWeightsAreTaken(int percent, int each, int candidateEach) {
        assertThat(equal(3, 2).weights(Share.ofPercent(percent)))
                .isEqualTo(new Weights(Collections.nCopies(3, each), Collections.nCopies(2, candidateEach)));
    }

    @Test
    void theAchievedShareIsExact() {
        assertThat(equal(3, 2).achieved(Share.ofPercent(99)))
                .isEqualTo(new AchievedShare(298, 301))
                .hasToString("99.0033%");
    }

    @Test
    void nothingAndEverythingAreReachedWithTheWeightsOfOldAndZero() {
        var model = new WeightModel(members("x", List.of(100, 50)), members("y", List.of(30)));

        assertThat(model.weights(Share.NONE)).isEqualTo(new Weights(List.of(100, 50), List.of(0)));
        assertThat(model.weights(Share.ALL)).isEqualTo(new Weights(List.of(0, 0), List.of(30)));
        assertThat(model.achieved(Share.NONE).isNone()).isTrue();
        assertThat(model.achieved(Share.ALL).isAll()).isTrue();
    }

    @Test
    void unequalServersKeepTheirProportions() {
        var model = new WeightModel(members("x", List.of(100, 50)), members("y", List.of(40, 40)));
        var weights = model.weights(Share.ofPercent(25));

        assertThat(weights.baseline().get(0))
                .isBetween(
                        2 * weights.baseline().get(1) - 1,
                        2 * weights.baseline().get(1) + 1);
        assertThat(model.achieved(Share.ofPercent(25)))
                .isEqualTo(Share.ofPercent(25).exactly());
    }

    @Test
    void noServerIsLoadedBeyondWhatItHasWhenItsClusterServesAlone() {
        var bases = List.of(100, 10);
        var model = new WeightModel(members("x", bases), members("y", bases));
        for (int percent = 1; percent <= 99; percent++) {
            var weights = model.weights(Share.ofPercent(percent));
            double total = sum(weights.baseline()) + sum(weights.candidate());
            for (var cluster : List.of(weights.baseline(), weights.candidate())) {
                assertThat(cluster.get(1) / total)
                        .as("the small server's part at %d%%", percent)
                        .isLessThanOrEqualTo(1.1 * 10 / 110 + 1e-9);
            }
        }
    }

    @Test
    void aServerThatIsNotUsableIsWrittenAndCountsForNothing() {
        var model = new WeightModel(
                members("x", List.of(100, 100, 100)),
                List.of(new Member("y1", 100, Member.FULL), new Member("y2", 100, 0)));

        assertThat(model.achieved(Share.ofPercent(50))).isEqualTo(new AchievedShare(1, 2));
        assertThat(model.weights(Share.ofPercent(50))).isEqualTo(new Weights(List.of(1, 1, 1), List.of(3, 3)));
    }

    @Test
    void aBaselineServerThatWarmsUpCountsWithItsPartAndACandidateInFull() {
        var cold = new WeightModel(List.of(new Member("x1", 100, 50)), members("y", List.of(100)));
        var coldCandidate = new WeightModel(members("x", List.of(100)), List.of(new Member("y1", 100, 50)));

        assertThat(cold.weights(Share.ofPercent(50))).isEqualTo(new Weights(List.of(2), List.of(1)));
        assertThat(coldCandidate.weights(Share.ofPercent(50))).isEqualTo(new Weights(List.of(1), List.of(1)));
    }

    @Test
    void whatIsFarFromTheShareIsNotNear() {
        assertThat(WeightSearch.isNear(Share.ofPercent(1), equal(1, 10).achieved(Share.ofPercent(1))))
                .isFalse();
        assertThat(WeightSearch.isNear(Share.ofPercent(99), equal(10, 1).achieved(Share.ofPercent(99))))
                .isFalse();
        assertThat(WeightSearch.isNear(Share.ofPercent(4), equal(1, 10).achieved(Share.ofPercent(4))))
                .isTrue();
        assertThat(WeightSearch.isNear(Share.ofPercent(1), equal(2, 5).achieved(Share.ofPercent(1))))
                .isTrue();
    }

    @Test
    void modelsOfTheSameServersAreEqual() {
        assertThat(equal(3, 2)).isEqualTo(equal(3, 2)).isNotEqualTo(equal(2, 3));
    }

    static WeightModel equal(int baseline, int candidate) {
        return new WeightModel(
                members("x", Collections.nCopies(baseline, 100)), members("y", Collections.nCopies(candidate, 100)));
    }

    private static List<Member> members(String prefix, List<Integer> bases) {
        var members = new ArrayList<Member>();
        for (int base : bases) {
            members.add(new Member(prefix + (members.size() + 1), base, Member.FULL));
        }
        return members;
    }

    private static int sum(List<Integer> weights) {
        return weights.stream().mapToInt(Integer::intValue).sum();
    }

    /** In percent, to three decimals. */
    private static double rounded(double fraction) {
        return Math.round(fraction * 100_000) / 1000.0;
    }
}
