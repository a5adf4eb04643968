package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import java.util.Optional;

/**
 * What one limit of a guard makes of the evidence, before the guard settles on its verdict.
 *
 * @param status what it means by itself
 * @param value the candidate's rate
 * @param baseline the baseline's rate
 * @param limit the limit that was looked at
 * @param n the candidate's requests
 * @param text in words
 */
record Opinion(Status status, double value, double baseline, double limit, long n, String text) {

    /** The level of the interval that is told beside a value. */
    private static final double LEVEL = 0.01;

    /** Evidence that is told before it decides. */
    private static final double TELLING = 10;

    /** Rates that are equal but for binary fractions are equal. */
    private static final double EQUAL = 1e-12;

    /** Over {@code limit} by all that is shown. */
    static Opinion shown(Status status, String what, double limit, String limitText, RateTest test) {
        return of(status, what, test.rate(), test.baselineRate(), limit, limitText, test.requests());
    }

    /** What the passing ledger says of {@code column} and {@code limit}: PASS or what is missing. */
    static Opinion estimate(Guard guard, Evidence evidence, int column, String what, double limit, String limitText) {
        PassingLedger candidate = evidence.passing(true);
        PassingLedger baseline = evidence.passing(false);
        long n = candidate.requests(column);
        double rate = RateTest.rate(candidate.count(column), n);
        double baselineRate = RateTest.rate(baseline.count(column), baseline.requests(column));
        if (n < guard.minRequests()) {
            return new Opinion(
                    Status.INCONCLUSIVE, rate, baselineRate, limit, n, needs(guard, n, evidence.candidateRate()));
        }
        Status status = rate <= limit + EQUAL ? Status.PASS : Status.INCONCLUSIVE;
        return of(status, what, rate, baselineRate, limit, limitText, n);
    }

    static Opinion missing(String text) {
        return new Opinion(Status.INCONCLUSIVE, Double.NaN, Double.NaN, Double.NaN, 0, text);
    }

    static Opinion notApplicable(String text) {
        return new Opinion(Status.NOT_APPLICABLE, Double.NaN, Double.NaN, Double.NaN, 0, text);
    }

    /** This opinion with a remark. */
    Opinion with(Optional<String> remark) {
        return remark.map(words -> new Opinion(status, value, baseline, limit, n, text + ", " + words))
                .orElse(this);
    }

    /**
     * The guard's verdict.
     *
     * @param wealth what its bets have come to
     * @param perSecond the candidate's requests a second, 0 where that is not known
     * @param clusters how many bad requests of the baseline come together
     */
    Verdict verdict(Guard guard, double wealth, double perSecond, double clusters) {
        boolean counted = n > 0 && value >= 0 && value <= 1;
        long bad = counted ? Math.round(value * n) : 0;
        double low = counted ? ConfidenceSequence.lower(bad, n, LEVEL) : Double.NaN;
        double high = counted ? ConfidenceSequence.upper(bad, n, LEVEL) : Double.NaN;
        String odds = wealth >= TELLING ? ", 1 : " + Words.odds(wealth) + " against" : "";
        var grounds = new Grounds(wealth, low, high, secondsToPass(guard, perSecond), clusters);
        return new Verdict(guard.name(), status, guard.shadow(), value, baseline, limit, n, text + odds, grounds);
    }

    private double secondsToPass(Guard guard, double perSecond) {
        if (status == Status.PASS) {
            return 0;
        }
        long missing = guard.minRequests() - n;
        return status == Status.INCONCLUSIVE && missing > 0 && perSecond > 0 ? missing / perSecond : Double.NaN;
    }

    Verdict verdict(Guard guard) {
        return new Verdict(guard.name(), status, guard.shadow(), value, baseline, limit, n, text);
    }

    private static Opinion of(
            Status status, String what, double value, double baseline, double limit, String limitText, long n) {
        String relation = relation(status, value > limit + EQUAL);
        String text = what.formatted(Words.percent(value, limit)) + relation + limitText + ", n=" + n + ", baseline "
                + Words.percent(baseline);
        return new Opinion(status, value, baseline, limit, n, text);
    }

    /** A candidate fails for what it did lately, too; then the rate of all that is looked back over may be well. */
    static String relation(Status status, boolean over) {
        return over ? " > " : status == Status.FAIL ? " in all, but lately > " : " <= ";
    }

    private static String needs(Guard guard, long n, double rate) {
        String text = guard.name() + " needs " + guard.minRequests() + " requests, has " + n;
        return rate > 0
                ? text + ", about " + Words.wait((guard.minRequests() - n) / rate) + " at the present rate"
                : text;
    }
}
