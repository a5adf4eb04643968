package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link ControllerCost} measures is real and not out of all proportion: five seconds at 1,000 requests a second.
 * With {@code -Dcrossfade.cost=60} it measures a minute at 1,000 and a minute at 10,000.
 */
class ControllerCostIT {

    private static final Integer SECONDS = Integer.getInteger("crossfade.cost");

    @ParameterizedTest
    @MethodSource("rates")
    void watchingTakesAFractionOfACore(int rate) {
        var cost = ControllerCost.measure(rate, Duration.ofSeconds(SECONDS == null ? 5 : SECONDS));

        System.out.println("| requests a second | controller | resident | HAProxy |\n" + cost);
        assertThat(cost.rate()).isBetween(rate * 0.7, rate * 1.1);
        assertThat(cost.controllerPercent()).isGreaterThan(0).isLessThan(75);
        assertThat(cost.residentMegabytes()).isBetween(30.0, 600.0);
        assertThat(cost.haproxyPercent()).isGreaterThan(0);
    }

    static int[] rates() {
        return SECONDS == null ? new int[] {1000} : new int[] {1000, 10_000};
    }
}
