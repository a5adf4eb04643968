package io.crossfade.core.analysis;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;

/** Hands everything on to another judge. Who listens to one overrides what it wants to hear, and calls this. */
public abstract class ForwardingJudge implements Judge {

    private final Judge judge;

    protected ForwardingJudge(Judge judge) {
        this.judge = judge;
    }

    @Override
    public void exposure(Exposure exposure, long nowNanos) {
        judge.exposure(exposure, nowNanos);
    }

    @Override
    public void emptyPassing(long nowNanos) {
        judge.emptyPassing(nowNanos);
    }

    @Override
    public boolean crossed() {
        return judge.crossed();
    }

    @Override
    public Traffic traffic() {
        return judge.traffic();
    }

    @Override
    public Assessment assess(long nowNanos) {
        return judge.assess(nowNanos);
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        return judge.enlist(node, cluster, server);
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        judge.request(server, outcome, latencyMicros, startedNanos);
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        judge.counters(server, counters, nowNanos);
    }

    @Override
    public void incarnation(int node, String incarnation) {
        judge.incarnation(node, incarnation);
    }

    @Override
    public void countersOnly(int node) {
        judge.countersOnly(node);
    }

    @Override
    public void attached(int node) {
        judge.attached(node);
    }

    @Override
    public void detached(int node, String why) {
        judge.detached(node, why);
    }
}
