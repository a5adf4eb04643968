package io.crossfade.nginx;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.Reading;
import io.crossfade.core.weights.WeightModel;
import io.crossfade.core.weights.WeightModel.Member;
import io.crossfade.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the servers of an upstream group amount to as a split. Pure.
 *
 * @param baseline the servers of cluster X, in the plan's order
 * @param candidate the servers of cluster Y, in the plan's order
 * @param others servers that belong to neither and take requests beside them
 */
record PlusReading(List<PlusServer> baseline, List<PlusServer> candidate, List<PlusServer> others) {

    /** Fails where a server of the plan is not there once. */
    static PlusReading of(PlusSpec spec, PlusState state) {
        var others = state.servers().stream()
                .filter(server -> !spec.baseline().contains(server.address())
                        && !spec.candidate().contains(server.address()))
                .filter(server -> !server.backup() && !server.down())
                .toList();
        return new PlusReading(state.named(spec.baseline()), state.named(spec.candidate()), others);
    }

    /**
     * What each server is worth within its cluster: its weight. One that is down while others of its cluster are not was
     * taken out by somebody and stays out; where all are down it is for a share of 0, and they keep their weights.
     */
    Weights bases() {
        return new Weights(bases(baseline), bases(candidate));
    }

    /** How the clusters can be split with the servers that are usable now. */
    WeightModel model(Weights bases) {
        return new WeightModel(members(baseline, bases.baseline()), members(candidate, bases.candidate()));
    }

    /** The weights in the split, 0 for a server that is down. */
    Weights weights() {
        return new Weights(split(baseline), split(candidate));
    }

    AchievedShare share() {
        return weights()
                .share(
                        baseline.stream().map(PlusServer::percent).toList(),
                        candidate.stream().map(PlusServer::percent).toList());
    }

    /** The API does not tell what nginx.conf says; by the guide that is everything on the baseline. */
    Reading reading(String incarnation, Weights bases) {
        var share = share();
        return new Reading(
                share,
                incarnation,
                share.isNone(),
                usable(baseline, bases.baseline()),
                usable(candidate, bases.candidate()),
                active(candidate),
                active(baseline),
                model(bases),
                membership(),
                share.isNone() ? List.of() : doubts());
    }

    private String membership() {
        return Stream.concat(baseline.stream(), candidate.stream())
                .filter(PlusServer::usable)
                .map(PlusServer::address)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<String> doubts() {
        return others.stream()
                .map(server ->
                        "server " + server.address() + " has weight " + server.weight() + " and is of neither cluster")
                .toList();
    }

    private static List<Integer> bases(List<PlusServer> servers) {
        boolean allDown = servers.stream().allMatch(PlusServer::down);
        return servers.stream()
                .map(allDown ? PlusServer::weight : PlusServer::split)
                .toList();
    }

    private static List<Integer> split(List<PlusServer> servers) {
        return servers.stream().map(PlusServer::split).toList();
    }

    private static int usable(List<PlusServer> servers, List<Integer> bases) {
        int usable = 0;
        for (int index = 0; index < servers.size(); index++) {
            boolean serves = bases.get(index) > 0 || !servers.get(index).down();
            usable += serves && servers.get(index).usable() ? 1 : 0;
        }
        return usable;
    }

    private static long active(List<PlusServer> servers) {
        return servers.stream().mapToLong(PlusServer::active).sum();
    }

    private static List<Member> members(List<PlusServer> servers, List<Integer> bases) {
        var members = new ArrayList<Member>();
        for (int index = 0; index < servers.size(); index++) {
            var server = servers.get(index);
            members.add(new Member(server.address(), bases.get(index), server.percent()));
        }
        return members;
    }
}
