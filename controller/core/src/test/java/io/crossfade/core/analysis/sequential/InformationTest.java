package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InformationTest {

    @ParameterizedTest
    @CsvSource({"0.01, 0.002, 12062", "0.05, 0.005, 1252", "0.5, 0.01, 1072", "0.9, 0.05, 948", "0.05, 0.5, 2.9"})
    void theLimitIsTheReferenceTableInRequestsOfTheCandidate(double share, double pY, double requests) {
        double all = Information.requests(0.01, Information.ofDifference(0.001, pY, share, Tolerance.NONE));

        assertThat(all * share / requests).isEqualTo(1, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.01, 1177", "0.05, 0.01, 112", "0.5, 0.01, 2.85"})
    void theLimitOfAnAbsoluteTestIsTheReferenceTable(double pY, double limit, double requests) {
        assertThat(Information.requests(0.01, Information.ofLimit(pY, limit)) / requests)
                .isEqualTo(1, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.1, 46", "0.001, 0.01, 602", "0.01, 0.005, 4807"})
    void aCertificateAgainstAKnownBaselineTakesTheReferenceTable(double rate, double points, double requests) {
        // With next to no traffic on the candidate the baseline is as good as known.
        double share = 1e-6;
        double all = Information.requests(0.01, Information.ofCertificate(rate, points, share));

        assertThat(all * share / requests).isEqualTo(1, within(0.02));
    }

    @Test
    void aCandidateWithinToleranceGivesNoEvidence() {
        assertThat(Information.ofDifference(0.001, 0.001, 0.5, Tolerance.NONE)).isZero();
        assertThat(Information.requests(0.01, 0)).isInfinite();
    }

    @Test
    void halfTheTrafficTakesTwiceAsLong() {
        assertThat(Information.secondsToCertify(0.01, 0.001, 0.01, 0.05, 500))
                .isEqualTo(2 * Information.secondsToCertify(0.01, 0.001, 0.01, 0.05, 1_000));
    }
}
