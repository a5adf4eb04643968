package io.crossfade.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.report.Story.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a long cutover is written down as. */
final class StretchesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Stretches stretches = new Stretches();

    @Test
    void aCutoverOfADayStaysBoundedAndLosesNeitherRequestsNorTheWorst() {
        for (long second = 1; second <= 86_400; second++) {
            stretches.request(false, Outcome.OK, 5_000);
            stretches.request(true, second == 40_000 ? Outcome.FAILED : Outcome.OK, second == 50_000 ? 900_000 : 5_000);
            if (second == 60_000 || stretches.isDue(second * SECOND)) {
                stretches.close(second * SECOND, second == 60_000 ? 0.9 : 0.1);
            }
        }
        stretches.close(86_401 * SECOND, 0.1);

        var samples = stretches.samples();
        assertThat(samples).hasSizeLessThan(Stretches.MOST).hasSizeGreaterThan(Stretches.MOST / 4);
        assertThat(samples).extracting(Sample::at).isSorted().doesNotHaveDuplicates();
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.candidate().requests())
                        .sum())
                .isEqualTo(86_400);
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.candidate().failed())
                        .sum())
                .isEqualTo(1);
        assertThat(samples)
                .anySatisfy(sample -> assertThat(sample.candidate().p99Micros()).isBetween(890_000L, 910_000L));
        assertThat(samples).extracting(Sample::share).contains(0.9);
    }

    @Test
    void aRequestWithoutAHeaderIsOverEveryLimitAndAnAbortedOneIsNobodysFault() {
        stretches.request(true, Outcome.FAILED, SignalObserver.NO_HEADER);
        stretches.request(true, Outcome.ABORTED, 1_000);
        stretches.close(SECOND, 0.1);

        var side = stretches.samples().get(0).candidate();
        assertThat(side.requests()).isEqualTo(1);
        assertThat(side.failed()).isEqualTo(1);
        assertThat(side.p99Micros()).isGreaterThanOrEqualTo(60_000_000);
    }

    @Test
    void twoSharesAtOneMomentAreTheLatter() {
        stretches.close(SECOND, 0.1);
        stretches.close(SECOND, 0.5);
        assertThat(stretches.samples())
                .singleElement()
                .extracting(Sample::share)
                .isEqualTo(0.5);
    }
}
