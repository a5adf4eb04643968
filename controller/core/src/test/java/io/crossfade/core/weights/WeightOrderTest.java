package io.crossfade.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Share;
import io.crossfade.core.weights.WeightModel.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every prefix of every move: the share stays within its ends (S1), and some server can take requests (S2). */
class WeightOrderTest {

    private static final List<Integer> STEPS = List.of(0, 1, 100, 500, 1000, 2500, 5000, 7500, 9000, 9900, 10_000);
    private static final int LARGEST = 5;

    private static long moves;
    private static long prefixes;

    @AfterAll
    static void print() {
        System.out.printf("%d moves, %d prefixes%n", moves, prefixes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noPrefixOfAMoveBetweenStepsLeavesItsEndsOrEveryServerWithoutWeight(int baseline) {
        for (int candidate = 1; candidate <= LARGEST; candidate++) {
            for (var model : models(baseline, candidate)) {
                var targets = STEPS.stream()
                        .map(parts -> model.weights(new Share(parts)))
                        .toList();
                for (var from : targets) {
                    for (var to : targets) {
                        check(model, from, WeightOrder.from(model, from, to));
                        check(model, from, WeightOrder.blind(model, to));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noPrefixOfAMoveFromWeightsOfAnotherHandLeavesItsEndsOrEveryServerWithoutWeight(int baseline) {
        var random = new Random(20261120L + baseline);
        for (int candidate = 1; candidate <= LARGEST; candidate++) {
            for (var model : models(baseline, candidate)) {
                for (int parts : STEPS) {
                    var to = model.weights(new Share(parts));
                    for (int trial = 0; trial < 20; trial++) {
                        var from = new Weights(any(random, baseline), any(random, candidate));
                        check(model, from, WeightOrder.from(model, from, to));
                    }
                }
            }
        }
    }

    /** Where the baseline's servers are alike, nothing is higher than as high as it goes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aRollbackFromAnyWeightsOfAnotherHandOnlyLowers(int baseline) {
        var random = new Random(4711L + baseline);
        for (int candidate = 1; candidate <= LARGEST; candidate++) {
            var model = WeightSearchTest.equal(baseline, candidate);
            for (int trial = 0; trial < 200; trial++) {
                var from = new Weights(any(random, baseline), any(random, candidate));
                check(model, from, WeightOrder.blind(model, model.weights(Share.NONE)));
            }
        }
    }

    @Test
    void baselineUpThenCandidateDownThenCandidateUpThenBaselineDown() {
        var model = model(List.of(100, 100), List.of(100, 100), Member.FULL);
        var from = new Weights(List.of(10, 90), List.of(50, 1));
        var to = new Weights(List.of(20, 80), List.of(40, 2));

        assertThat(WeightOrder.from(model, from, to))
                .containsExactly(
                        new WeightOrder.Setting("x0", 20),
                        new WeightOrder.Setting("x1", 90),
                        new WeightOrder.Setting("y0", 40),
                        new WeightOrder.Setting("y1", 2),
                        new WeightOrder.Setting("x1", 80));
    }

    @Test
    void aRollbackRaisesTheBaselineBeforeTheCandidateLosesItsWeight() {
        var model = model(List.of(100, 50), List.of(100), Member.FULL);

        assertThat(WeightOrder.blind(model, model.weights(Share.NONE)))
                .containsExactly(
                        new WeightOrder.Setting("x0", 256),
                        new WeightOrder.Setting("x1", 128),
                        new WeightOrder.Setting("y0", 0),
                        new WeightOrder.Setting("x0", 100),
                        new WeightOrder.Setting("x1", 50));
    }

    private static void check(WeightModel model, Weights from, List<WeightOrder.Setting> settings) {
        moves++;
        var now = byName(model, from);
        double before = share(model, now);
        var shares = new ArrayList<Double>();
        for (var setting : settings) {
            now.put(setting.server(), setting.weight());
            shares.add(share(model, now));
            prefixes++;
        }
        double after = shares.isEmpty() ? before : shares.get(shares.size() - 1);
        assertThat(shares)
                .as("%s from %s: %s", model, from, settings)
                .allMatch(share -> share <= Math.max(before, after) + 1e-12);
    }

    private static Map<String, Integer> byName(WeightModel model, Weights weights) {
        var byName = new LinkedHashMap<String, Integer>();
        for (int index = 0; index < model.baseline().size(); index++) {
            byName.put(model.baseline().get(index).name(), weights.baseline().get(index));
        }
        for (int index = 0; index < model.candidate().size(); index++) {
            byName.put(model.candidate().get(index).name(), weights.candidate().get(index));
        }
        return byName;
    }

    private static double share(WeightModel model, Map<String, Integer> weights) {
        double x = effective(model.baseline(), weights);
        double y = effective(model.candidate(), weights);
        assertThat(x + y).as("the sum of usable weights").isPositive();
        return y / (x + y);
    }

    private static double effective(List<Member> members, Map<String, Integer> weights) {
        return members.stream()
                .mapToDouble(member -> weights.getOrDefault(member.name(), 0) * member.percent())
                .sum();
    }

    /** Equal and unequal weights in a cluster, every server usable, one of them down, one of them cold. */
    private static List<WeightModel> models(int baseline, int candidate) {
        var models = new ArrayList<WeightModel>();
        for (var x : List.of(Collections.nCopies(baseline, 100), unequal(baseline))) {
            for (var y : List.of(Collections.nCopies(candidate, 100), unequal(candidate))) {
                models.add(model(x, y, Member.FULL));
                models.add(model(x, y, 30));
                if (baseline > 1 && candidate > 1) {
                    models.add(model(x, y, 0));
                }
            }
        }
        return models;
    }

    private static List<Integer> unequal(int size) {
        var weights = new ArrayList<Integer>();
        for (int index = 0; index < size; index++) {
            weights.add(100 - 17 * index);
        }
        return weights;
    }

    private static WeightModel model(List<Integer> baseline, List<Integer> candidate, int percentOfFirst) {
        return new WeightModel(members("x", baseline, percentOfFirst), members("y", candidate, percentOfFirst));
    }

    private static List<Member> members(String prefix, List<Integer> bases, int percentOfFirst) {
        var members = new ArrayList<Member>();
        for (int base : bases) {
            members.add(new Member(prefix + members.size(), base, members.isEmpty() ? percentOfFirst : Member.FULL));
        }
        return members;
    }

    /** At least one above 0. */
    private static List<Integer> any(Random random, int size) {
        var weights = new ArrayList<Integer>();
        for (int index = 0; index < size; index++) {
            weights.add(index == 0 ? 1 + random.nextInt(256) : random.nextInt(257));
        }
        return weights;
    }
}
