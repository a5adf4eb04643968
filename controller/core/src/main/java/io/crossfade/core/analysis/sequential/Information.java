package io.crossfade.core.analysis.sequential;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * What any test can hope for: no rule that is wrong with chance {@code alpha} needs fewer requests in the mean than
 * {@code ln(1/alpha)} over the information of a request. It foretells how long a step takes before it can pass.
 */
public final class Information {

    /** The standard deviation of the logarithm of a service's latencies, roughly. */
    private static final double USUAL_SPREAD = 0.8;

    private Information() {}

    /**
     * The information of a request, in nats, that the candidate is worse than tolerated; 0 where it is not.
     *
     * @param pX the baseline's rate, between 0 and 1, neither included
     * @param pY the candidate's rate, likewise
     * @param share the candidate's part of all requests, likewise
     */
    public static double ofDifference(double pX, double pY, double share, Tolerance tolerance) {
        return pY > tolerance.limit(pX)
                ? LabelScores.of(pX, pY, share, tolerance).information()
                : 0;
    }

    /** The information of a request of the candidate, in nats, that its rate is above a limit; 0 where it is not. */
    public static double ofLimit(double pY, double limit) {
        if (pY <= limit) {
            return 0;
        }
        double good = pY < 1 ? (1 - pY) * Math.log((1 - pY) / (1 - limit)) : 0;
        return pY * Math.log(pY / limit) + good;
    }

    /**
     * The information of a request, in nats, that a candidate as good as the baseline keeps a margin.
     *
     * @param rate the rate of both, between 0 and 1, neither included
     * @param points the margin, above 0, so that {@code rate + points} is below 1
     */
    public static double ofCertificate(double rate, double points, double share) {
        Require.that(points > 0 && rate + points < 1, "margin", points, "above 0, below " + (1 - rate));
        return LabelScores.of(rate, rate, share, new Tolerance(1, points)).information();
    }

    /**
     * About the information of a request, in nats, that a candidate as quick as the baseline keeps a margin: for
     * latencies whose logarithm is normal with the usual spread, of which so many fewer are above the wider line.
     *
     * @param margin how much slower the candidate may be, as a part of the baseline's latency, above 0
     */
    public static double ofLatencyCertificate(double margin, double share) {
        double above = 1 - LatencyCertificate.QUANTILE;
        double line = Math.sqrt(2) * InverseErfc.value(2 * above);
        double equal = 0.5 * Erfc.value((line + Math.log1p(margin) / USUAL_SPREAD) / Math.sqrt(2));
        return LabelScores.of(above, equal, share, Tolerance.NONE).information();
    }

    /** The least requests in the mean for evidence at a level; infinitely many where a request says nothing. */
    public static double requests(double alpha, double information) {
        return information > 0 ? -Math.log(Require.level(alpha)) / information : Double.POSITIVE_INFINITY;
    }

    /**
     * The least seconds in the mean until a step's certificate for the error rate can be given.
     *
     * @param perSecond the requests of both clusters together
     */
    public static double secondsToCertify(double beta, double rate, double points, double share, double perSecond) {
        return requests(beta, ofCertificate(rate, points, share)) / perSecond;
    }

    /**
     * The margin that a step must keep before the next may begin: wider while the next share is small, so that at most
     * a given part of all users would be harmed by what the margin lets through.
     *
     * @param last the margin of the last step
     * @param harmed the part of all users that may be harmed at the next step
     * @param next the candidate's share at the next step
     * @return at most one half
     */
    public static double margin(double last, double harmed, double next) {
        return Math.min(0.5, Math.max(last, harmed / next));
    }
}
