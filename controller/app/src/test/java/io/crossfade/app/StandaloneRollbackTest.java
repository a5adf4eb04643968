package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Plan;
import io.crossfade.planfile.PlanFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class StandaloneRollbackTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private java.util.List<StandaloneRollback.Result> roll(String routers) throws Quit {
        var desk = new Desk(folder);
        var adapters = Adapters.load(desk.around().environment());
        PlanFile.Valid file = new Plans(desk.around(), adapters).read(Path.of(desk.file("""
                        cutover: several
                        routers: [ %s ]
                        guards: [ { error-rate: { limit: 5%% } } ]
                        steps: [ { candidate: 100%%, bake: 5m } ]
                        """.formatted(routers))));
        Plan plan = file.plan();
        try (var fleet = Fleet.open(plan, adapters)) {
            return new StandaloneRollback(fleet, false, SHORT).roll();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refusing, Permission denied",
        "unreachable, connection refused",
        "baseline-down, the baseline has no usable server",
    })
    void nodeThatCannotBeVerifiedSaysWhy(String node, String why) throws Exception {
        var results = roll("{ fake: " + node + " }");
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.verified()).isFalse();
            assertThat(result.trouble()).contains(why);
        });
    }

    @Test
    void nodeInTroubleKeepsNoOtherFromBeingRolledBack() throws Exception {
        var results = roll("{ fake: refusing }, { fake: drifted }");
        assertThat(results).extracting(StandaloneRollback.Result::verified).containsExactly(false, true);
    }
}
