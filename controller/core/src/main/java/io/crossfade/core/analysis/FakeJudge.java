package io.crossfade.core.analysis;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.util.List;
import java.util.Optional;

/** A judge that says what a test has it say. */
public final class FakeJudge implements Judge {

    private Assessment assessment = inconclusive();
    private boolean crossed;
    private int emptied;
    private Traffic traffic = Traffic.UNKNOWN;
    private Exposure exposure = new Exposure(List.of());

    /** One guard that passes. */
    public static Assessment passing() {
        return of(Status.PASS, "error rate 0% <= 1%, n=300");
    }

    /** One guard that passes and for which a certificate is given. */
    public static Assessment certified() {
        var claim = "the candidate's error rate is at most the baseline's + 5 pp";
        var passing = passing();
        return new Assessment(
                passing.verdicts(),
                passing.doubts(),
                passing.commonMode(),
                passing.silent(),
                passing.wealth(),
                List.of(new Certificate("error-rate", claim, 100, true)));
    }

    /** One guard that fails. */
    public static Assessment failing() {
        return of(Status.FAIL, "error rate 4.1% > 1%, n=812");
    }

    /** One guard that needs more requests. */
    public static Assessment inconclusive() {
        return of(Status.INCONCLUSIVE, "error rate needs 300 requests, has 112");
    }

    /** The candidate is over its limit and the baseline no less. */
    public static Assessment commonMode() {
        return new Assessment(
                inconclusive().verdicts(), List.of(), Optional.of("common mode: both clusters fail"), Optional.empty());
    }

    /** The candidate has had no request for too long. */
    public static Assessment silent() {
        return new Assessment(inconclusive().verdicts(), List.of(), Optional.empty(), Optional.of("no request for 5m"));
    }

    /** One guard that passes, but a source is in doubt. */
    public static Assessment doubtful() {
        return new Assessment(
                passing().verdicts(), List.of("the request stream has a gap"), Optional.empty(), Optional.empty());
    }

    private static Assessment of(Status status, String text) {
        var verdict = new Verdict("error-rate", status, false, 0.041, 0.001, 0.01, 812, text);
        return new Assessment(List.of(verdict), List.of(), Optional.empty(), Optional.empty());
    }

    /** What is said from the next assessment on. */
    public void says(Assessment next) {
        assessment = next;
    }

    /** What the requests are said to be. */
    public void traffic(Traffic present) {
        traffic = present;
    }

    /** Has the next observation cross a line. */
    public void crossAtNextObservation(Assessment next) {
        assessment = next;
        crossed = true;
    }

    /** How often the passing ledger was emptied. */
    public int emptied() {
        return emptied;
    }

    /** The latest exposure. */
    public Exposure exposure() {
        return exposure;
    }

    @Override
    public void exposure(Exposure next, long nowNanos) {
        exposure = next;
    }

    @Override
    public void emptyPassing(long nowNanos) {
        emptied++;
    }

    @Override
    public boolean crossed() {
        return crossed;
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public Assessment assess(long nowNanos) {
        crossed = false;
        return assessment;
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        return 0;
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        // What was seen does not matter here: the test says what is made of it.
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        // As above.
    }

    @Override
    public void incarnation(int node, String incarnation) {
        // As above.
    }

    @Override
    public void countersOnly(int node) {
        // A fake needs no source.
    }

    @Override
    public void attached(int node) {
        // As above.
    }

    @Override
    public void detached(int node, String why) {
        // As above.
    }
}
