package io.crossfade.core.reactor;

import io.crossfade.core.analysis.StepForecast;
import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says at the start of each step what its guards need and how long that takes. It waits a moment where the request rate
 * is not known yet. People are told; nothing is decided by it.
 */
final class Foretelling {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private boolean waiting;
    private long sinceNanos;
    private int step;

    /** Looks whether a bake began, or ended before anything was told of it. */
    void decided(Decision decision, long nowNanos) {
        for (Notice notice : decision.notices()) {
            if (notice.kind() == Notice.Kind.BAKING) {
                waiting = true;
                sinceNanos = nowNanos;
                step = decision.next().state().step();
            }
        }
        waiting &= decision.next().state().step() == step;
    }

    /** What is to be told now, once for each bake; mostly nothing. */
    List<Notice> tell(Cutover cutover, Supplier<Traffic> present, long nowNanos) {
        if (!waiting) {
            return List.of();
        }
        var traffic = present.get();
        if (!traffic.isKnown() && nowNanos - sinceNanos < PATIENCE_NANOS) {
            return List.of();
        }
        waiting = false;
        var forecast = StepForecast.of(cutover.plan(), step, traffic);
        var notices = new ArrayList<Notice>();
        var unknown = traffic.isKnown() ? "" : "; how long that takes is not known: no requests seen yet";
        notices.add(new Notice(Notice.Kind.FORECAST, forecast.text() + unknown));
        forecast.warnings().forEach(warning -> notices.add(new Notice(Notice.Kind.WARNING, warning)));
        return notices;
    }
}
