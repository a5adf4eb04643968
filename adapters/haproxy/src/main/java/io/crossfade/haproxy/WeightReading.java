package io.crossfade.haproxy;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.Reading;
import io.crossfade.core.weights.WeightModel;
import io.crossfade.core.weights.WeightModel.Member;
import io.crossfade.core.weights.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the servers of a backend amount to as a split. Pure.
 *
 * @param baseline the servers of cluster X, in the plan's order
 * @param candidate the servers of cluster Y, in the plan's order
 * @param others servers that belong to neither and take requests beside them
 */
record WeightReading(List<ServerState> baseline, List<ServerState> candidate, List<ServerState> others) {

    /** A cluster whose weights are all 0, configured ones too, is given these. */
    private static final int CUSTOMARY = 100;

    /** Warming up is told in steps of this many percent, so that it is told ten times and not at every look. */
    private static final int WARMING_STEP = 10;

    static WeightReading of(HaproxyWeightsSpec spec, WeightedBackend backend) {
        var others = backend.servers().stream()
                .filter(server -> !spec.baseline().contains(server.name())
                        && !spec.candidate().contains(server.name()))
                .filter(server -> !server.backup() && server.weight() > 0)
                .toList();
        return new WeightReading(backend.named(spec.baseline()), backend.named(spec.candidate()), others);
    }

    /**
     * What each server is worth within its cluster. For the baseline the weights that it has while it serves alone, for
     * it is those that a rollback brings back; where it does not serve alone, those of haproxy.cfg. For the candidate
     * those of haproxy.cfg, and where these are all 0, what the baseline's best server has.
     */
    Weights bases() {
        boolean alone = share().isNone();
        var baselineBases = firstAboveZero(
                weightsOf(baseline, alone ? ServerState::weight : ServerState::configured),
                weightsOf(baseline, alone ? ServerState::configured : ServerState::weight),
                constant(baseline.size(), CUSTOMARY));
        int best = baselineBases.stream().mapToInt(Integer::intValue).max().orElse(CUSTOMARY);
        return new Weights(
                baselineBases,
                firstAboveZero(weightsOf(candidate, ServerState::configured), constant(candidate.size(), best)));
    }

    /** How the clusters can be split with the servers that are usable now. */
    WeightModel model(Weights bases) {
        return new WeightModel(
                members(baseline, bases.baseline(), WeightReading::baselinePercent),
                members(candidate, bases.candidate(), WeightReading::candidatePercent));
    }

    Weights weights() {
        return new Weights(weightsOf(baseline, ServerState::weight), weightsOf(candidate, ServerState::weight));
    }

    Reading reading(ProcessInfo process, Weights bases) {
        var share = share();
        return new Reading(
                share,
                process.incarnation(),
                configured(),
                usable(baseline, bases.baseline()),
                usable(candidate, bases.candidate()),
                inFlight(candidate),
                inFlight(baseline),
                model(bases),
                membership(),
                share.isNone() ? List.of() : doubts(bases));
    }

    /** By the weights that count now; where nothing is usable, by those that would count. */
    AchievedShare share() {
        return weights()
                .share(
                        baseline.stream().map(WeightReading::baselinePercent).toList(),
                        candidate.stream().map(WeightReading::candidatePercent).toList());
    }

    boolean configured() {
        return Stream.concat(baseline.stream(), candidate.stream())
                .allMatch(server -> server.weight() == server.configured());
    }

    private String membership() {
        return Stream.concat(
                        baseline.stream()
                                .filter(ServerState::usable)
                                .map(server -> name(server, baselinePercent(server))),
                        candidate.stream()
                                .filter(ServerState::usable)
                                .map(server -> name(server, candidatePercent(server))))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String name(ServerState server, int percent) {
        return percent < Member.FULL ? server.name() + " at " + percent + "%" : server.name();
    }

    /** What cannot be of our doing while the candidate has a share. */
    private List<String> doubts(Weights bases) {
        var doubts = new ArrayList<String>();
        for (var server : others) {
            doubts.add("server " + server.name() + " has weight " + server.weight() + " and is of neither cluster");
        }
        if (!configured()) {
            proportion(baseline, bases.baseline(), doubts);
            proportion(candidate, bases.candidate(), doubts);
        }
        return doubts;
    }

    /** Weights of ours are the base weights times one number, rounded, at least 1 and at most 256; or all 0. */
    private static void proportion(List<ServerState> servers, List<Integer> bases, List<String> doubts) {
        double least = 0;
        double most = Double.MAX_VALUE;
        boolean allZero = true;
        boolean strange = false;
        for (int index = 0; index < servers.size(); index++) {
            int weight = servers.get(index).weight();
            int base = bases.get(index);
            allZero &= weight == 0;
            strange |= base == 0 ? weight > 0 : weight == 0;
            if (base > 0 && weight > 0) {
                least = Math.max(least, weight == 1 ? 0 : (weight - 0.5) / base);
                most = Math.min(most, weight == Weights.MOST ? Double.MAX_VALUE : (weight + 0.5) / base);
            }
        }
        if (!allZero && (strange || least > most)) {
            doubts.add("weights "
                    + servers.stream()
                            .map(server -> server.name() + " " + server.weight())
                            .toList() + " (expected: in the proportions " + bases + ")");
        }
    }

    private static int usable(List<ServerState> servers, List<Integer> bases) {
        int usable = 0;
        for (int index = 0; index < servers.size(); index++) {
            boolean serves = bases.get(index) > 0 || servers.get(index).weight() > 0;
            usable += serves && servers.get(index).usable() ? 1 : 0;
        }
        return usable;
    }

    private static long inFlight(List<ServerState> servers) {
        return servers.stream().mapToLong(ServerState::inFlight).sum();
    }

    /** Rounded down, so that the candidate's share is not told too small. */
    private static int baselinePercent(ServerState server) {
        return server.warming() ? Math.max(1, server.percent() / WARMING_STEP * WARMING_STEP) : server.percent();
    }

    /** Rounded up, so that the candidate's share is not told too small. */
    private static int candidatePercent(ServerState server) {
        return server.warming()
                ? (server.percent() + WARMING_STEP - 1) / WARMING_STEP * WARMING_STEP
                : server.percent();
    }

    private static List<Member> members(
            List<ServerState> servers, List<Integer> bases, ToIntFunction<ServerState> percent) {
        var members = new ArrayList<Member>();
        for (int index = 0; index < servers.size(); index++) {
            var server = servers.get(index);
            members.add(new Member(server.name(), bases.get(index), percent.applyAsInt(server)));
        }
        return members;
    }

    private static List<Integer> weightsOf(List<ServerState> servers, ToIntFunction<ServerState> weight) {
        return servers.stream().map(weight::applyAsInt).toList();
    }

    private static List<Integer> constant(int size, int weight) {
        return Collections.nCopies(size, weight);
    }

    @SafeVarargs
    private static List<Integer> firstAboveZero(List<Integer>... choices) {
        for (var choice : choices) {
            if (choice.stream().anyMatch(weight -> weight > 0)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("weights: all 0 (expected: one above 0)");
    }
}
