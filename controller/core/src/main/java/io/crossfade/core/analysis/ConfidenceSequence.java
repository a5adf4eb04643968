package io.crossfade.core.analysis;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Bounds for a rate that may be looked at after every request, without the false alarms that fixed-sample bounds give
 * then.
 *
 * <p>The wealth of {@code k} failures in {@code n} requests against a rate {@code p} is the likelihood of what was seen,
 * averaged over a Jeffreys prior Beta(1/2, 1/2), over its likelihood at {@code p}. At the true rate it is a martingale
 * that starts at 1, so that it ever reaches {@code 1/alpha} with probability at most {@code alpha} (Ville's
 * inequality); the rates at which it has not are the confidence sequence. See Howard, Ramdas, McAuliffe, Sekhon,
 * "Time-uniform, nonparametric, nonasymptotic confidence sequences" (2021), beta-binomial mixture.
 */
final class ConfidenceSequence {

    private static final double LOG_BETA_OF_PRIOR = LogBeta.value(0.5, 0.5);

    /** Halvings after which an interval of length 1 is as narrow as a double can tell. */
    private static final int HALVINGS = 60;

    private ConfidenceSequence() {}

    /** The logarithm of the wealth against the rate {@code p}. */
    static double logWealth(long k, long n, double p) {
        return against(p, k, n, logMixture(k, n));
    }

    /** True where the rate is shown, at level {@code alpha}, to be above {@code p}. */
    static boolean isAbove(long k, long n, double p, double alpha) {
        return k > p * n && logWealth(k, n, p) >= -Math.log(alpha);
    }

    /** True where the rate is shown, at level {@code alpha}, to be below {@code p}. */
    static boolean isBelow(long k, long n, double p, double alpha) {
        return k < p * n && logWealth(k, n, p) >= -Math.log(alpha);
    }

    /** The least rate that is not ruled out at level {@code alpha}. */
    static double lower(long k, long n, double alpha) {
        return k == 0 ? 0 : boundary(k, n, alpha, 0);
    }

    /** The greatest rate that is not ruled out at level {@code alpha}. */
    static double upper(long k, long n, double alpha) {
        return k == n ? 1 : boundary(k, n, alpha, 1);
    }

    /** The rate between the estimate, which is never ruled out, and {@code end}, which is, where ruling out begins. */
    private static double boundary(long k, long n, double alpha, double end) {
        double mixture = logMixture(k, n);
        double line = -Math.log(alpha);
        double in = (double) k / n;
        double out = end;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (against(middle, k, n, mixture) < line) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private static double logMixture(long k, long n) {
        return LogBeta.value(0.5 + k, 0.5 + n - k) - LOG_BETA_OF_PRIOR;
    }

    private static double against(double p, long k, long n, double mixture) {
        // Zero times the logarithm of zero is zero here, not NaN.
        double failures = k == 0 ? 0 : k * Math.log(p);
        double successes = n == k ? 0 : (n - k) * Math.log1p(-p);
        return mixture - failures - successes;
    }
}
