package io.crossfade.server;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.ForwardingJudge;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what passes by a judge, for screens and metrics, and changes nothing of it. A request costs a few additions and
 * no allocation.
 */
public final class CountingJudge extends ForwardingJudge {

    private final TrafficTally tally;
    private final List<String> guards;
    private final List<Map<Status, Long>> verdicts = new ArrayList<>();
    private int[] nodes = new int[16];
    private Cluster[] clusters = new Cluster[16];

    public CountingJudge(Judge judge, Plan plan) {
        super(judge);
        tally = new TrafficTally(plan.nodes());
        guards = plan.guards().stream().map(Guard::name).toList();
        guards.forEach(guard -> verdicts.add(new EnumMap<>(Status.class)));
        Arrays.fill(clusters, Cluster.BASELINE);
    }

    public TrafficTally tally() {
        return tally;
    }

    /** How often the guard at {@code index} of the plan was found so. */
    public long verdicts(int index, Status status) {
        return verdicts.get(index).getOrDefault(status, 0L);
    }

    @Override
    public void exposure(Exposure exposure, long nowNanos) {
        tally.clear(nowNanos);
        super.exposure(exposure, nowNanos);
    }

    @Override
    public Assessment assess(long nowNanos) {
        tally.advance(nowNanos);
        var assessment = super.assess(nowNanos);
        for (var verdict : assessment.verdicts()) {
            int guard = guards.indexOf(verdict.guard());
            if (guard >= 0) {
                verdicts.get(guard).merge(verdict.status(), 1L, Long::sum);
            }
        }
        return assessment;
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        int handle = super.enlist(node, cluster, server);
        if (handle >= nodes.length) {
            int length = Math.max(handle + 1, nodes.length * 2);
            int before = nodes.length;
            nodes = Arrays.copyOf(nodes, length);
            clusters = Arrays.copyOf(clusters, length);
            Arrays.fill(clusters, before, length, Cluster.BASELINE);
        }
        nodes[handle] = node;
        clusters[handle] = cluster;
        return handle;
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        tally.count(nodes[server], clusters[server], outcome);
        super.request(server, outcome, latencyMicros, startedNanos);
    }
}
