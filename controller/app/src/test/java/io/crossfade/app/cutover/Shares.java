package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Compares the share that clients saw with the share that was asked for. */
final class Shares {

    /** A request that was sent this shortly before a shift may meet the new split. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

    private Shares() {}

    /** What the clients saw from a confirmation to the shift, or the end, that followed it. */
    static void assertWithin(String scenario, Stage stage, Told confirmed, Told next, double share) {
        var seen = stage.load().tally(confirmed.atNanos(), next.atNanos() - ON_ITS_WAY.toNanos());
        var band = BinomialBand.of((int) seen.total(), share);
        long onY = seen.total(Stage.Y);
        Figures.print(
                scenario,
                "step %d: %d of %d requests on Y = %.3f %%, exact binomial band at 1e-4 two-sided: %d to %d",
                confirmed.step(),
                onY,
                seen.total(),
                100 * seen.share(Stage.Y),
                band.low(),
                band.high());
        assertThat(band.holds(onY))
                .as("%d of %d requests at %s, expected %s", onY, seen.total(), share, band)
                .isTrue();
    }
}
