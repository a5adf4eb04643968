package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CertificateTest {

    private static final Horizon TEN_MINUTES = new Horizon(6e5, 1_000);
    private static final double BETA = 0.01;

    @Test
    void aCandidateAsGoodAsTheBaselineIsCertifiedCloseToTheTheory() {
        double limit = Information.requests(BETA, Information.ofCertificate(0.001, 0.01, 0.2));

        assertThat(meanToCertify(0.001, 0.01, 0.2, 200) / limit).isBetween(0.95, 1.3);
    }

    @Test
    void aCandidateAtItsMarginIsHardlyEverCertified() {
        SplittableRandom random = new SplittableRandom(2);
        int given = 0;
        for (int run = 0; run < 400; run++) {
            ErrorCertificate certificate = new ErrorCertificate(0.02, Baseline.of(20_000, 20), TEN_MINUTES);
            certificate.share(0.5);
            boolean isGiven = false;
            for (int i = 0; i < 10_000 && !isGiven; i++) {
                boolean isCandidate = random.nextBoolean();
                certificate.observe(isCandidate, random.nextDouble() < (isCandidate ? 0.021 : 0.001));
                isGiven = certificate.isGiven(BETA, 0);
            }
            given += isGiven ? 1 : 0;
        }

        assertThat(given).isLessThanOrEqualTo(10);
    }

    @Test
    void openRequestsOfTheCandidateCountAsFailedUntilTheyEnd() {
        ErrorCertificate certificate = new ErrorCertificate(0.02, Baseline.of(20_000, 20), TEN_MINUTES);
        certificate.share(0.5);
        for (int i = 0; i < 2_000; i++) {
            certificate.observe(i % 2 == 0, false);
        }
        double before = certificate.wealth(0);

        assertThat(certificate.isGiven(BETA, 0)).isTrue();
        assertThat(certificate.isGiven(BETA, 40)).isFalse();
        assertThat(certificate.wealth(0)).isEqualTo(before);
    }

    @Test
    void anOutageOfTheCandidateOnlyDelaysItsCertificate() {
        ErrorCertificate certificate = new ErrorCertificate(0.02, Baseline.of(20_000, 20), TEN_MINUTES);
        certificate.share(0.5);
        for (int i = 0; i < 2_000; i++) {
            certificate.observe(i % 2 == 0, true);
        }
        int more = 0;
        while (!certificate.isGiven(BETA, 0)) {
            certificate.observe(more++ % 2 == 0, false);
        }

        assertThat(more).isLessThan(4_000);
    }

    @Test
    void aCandidateAsQuickAsTheBaselineIsCertifiedAndOneBeyondTheMarginIsNot() {
        assertThat(latencyCertifiedWithin(20_000, 1)).isTrue();
        assertThat(latencyCertifiedWithin(20_000, 1.6)).isFalse();
    }

    @Test
    void theMarginIsWiderWhileTheNextStepHarmsFew() {
        assertThat(Information.margin(0.005, 0.005, 0.01)).isEqualTo(0.5);
        assertThat(Information.margin(0.005, 0.005, 0.125)).isEqualTo(0.04);
        assertThat(Information.margin(0.005, 0.005, 1)).isEqualTo(0.005);
    }

    @Test
    void aMarginOfNothingIsRefused() {
        assertThatThrownBy(() -> new ErrorCertificate(0, Baseline.unknown(), TEN_MINUTES))
                .hasMessage("margin: 0.0 (expected: between 0 and 1, neither included)");
    }

    private static double meanToCertify(double rate, double points, double share, int runs) {
        SplittableRandom random = new SplittableRandom(1);
        long requests = 0;
        for (int run = 0; run < runs; run++) {
            ErrorCertificate certificate = new ErrorCertificate(points, Baseline.of(20_000, 20), TEN_MINUTES);
            certificate.share(share);
            while (!certificate.isGiven(BETA, 0)) {
                certificate.observe(random.nextDouble() < share, random.nextDouble() < rate);
                requests++;
            }
        }
        return (double) requests / runs;
    }

    private static boolean latencyCertifiedWithin(int requests, double slower) {
        SplittableRandom random = new SplittableRandom(3);
        LatencyCertificate certificate = new LatencyCertificate(0.5, TEN_MINUTES);
        certificate.cut((long) (100_000 * Math.exp(0.8 * 1.645)));
        certificate.share(0.5);
        for (int i = 0; i < requests && !certificate.isGiven(BETA, 0); i++) {
            boolean isCandidate = random.nextBoolean();
            double latency = 100_000 * Math.exp(0.8 * random.nextGaussian());
            certificate.observe(isCandidate, (long) (isCandidate ? slower * latency : latency));
        }
        return certificate.isGiven(BETA, 0);
    }
}
