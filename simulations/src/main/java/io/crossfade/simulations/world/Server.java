package io.crossfade.simulations.world;

import io.crossfade.core.plan.Cluster;

/**
 * One server of a cluster, as it behaves now. Whoever simulates faults sets what they bring; a request asks.
 *
 * <p>Capacity is a queue served at an even pace: a request waits until those before it have been served. Overload
 * therefore shows as latency that grows with time, then as requests refused because the queue is too long.
 */
public final class Server {

    private final Cluster cluster;
    private final String name;
    private double failing;
    private double hanging;
    private boolean refusing;
    private double slowness = 1;
    private long delayMicros;
    private long paceNanos;
    private long busyUntil;
    private long served;

    public Server(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    public Cluster cluster() {
        return cluster;
    }

    public String name() {
        return name;
    }

    /** Requests taken so far. */
    public long served() {
        return served;
    }

    /** How likely a request is answered with an error, as a fraction. */
    public void failing(double rate) {
        failing = rate;
    }

    /** How likely a request is never answered, as a fraction. */
    public void hanging(double rate) {
        hanging = rate;
    }

    /** Whether connections are refused. */
    public void refusing(boolean refuses) {
        refusing = refuses;
    }

    /** How many times as long an answer takes, and how much longer besides. */
    public void slow(double times, long moreMicros) {
        slowness = times;
        delayMicros = moreMicros;
    }

    /** Requests that can be served in a second; 0 for any number. */
    public void capacity(double perSecond) {
        paceNanos = perSecond > 0 ? (long) (1e9 / perSecond) : 0;
    }

    /** Serves nothing until then. */
    public void pauseUntil(long nanos) {
        busyUntil = Math.max(busyUntil, nanos);
    }

    boolean refuses() {
        return refusing;
    }

    /** How likely a request fails or hangs, whatever its queue is like. */
    double failingAtAll() {
        return refusing ? 1 : failing + hanging;
    }

    boolean fails(double unit) {
        return unit < failing;
    }

    boolean hangs(double unit) {
        return unit < failing + hanging;
    }

    /** How long the queue is, in nanoseconds of work. */
    long backlog(long now) {
        return Math.max(0, busyUntil - now);
    }

    /** Takes a request behind those that wait; the microseconds until its answer, of which it is worked on for some. */
    long take(long now, double micros) {
        served++;
        long wait = backlog(now);
        if (paceNanos > 0) {
            busyUntil = now + wait + paceNanos;
        }
        return (long) (micros * slowness) + delayMicros + wait / 1000;
    }
}
