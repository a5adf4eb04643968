package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the guard that tells of a rollback. A request that fails without an answer is over every latency limit too,
 * and a latency guard is surer of it than an error-rate guard is; an operator wants to read that the candidate fails,
 * not that it is slow. So where at least half of the slow requests are failed ones, the error-rate guard tells.
 *
 * <p>It is only a matter of words: evidence that decided has decided, whoever tells it.
 */
final class Blame {

    /** Of the slow requests, the part that must have failed for the failures to explain them. */
    private static final double EXPLAINING = 0.5;

    private final List<Guard> guards;
    private final List<List<Column>> slow = new ArrayList<>();
    private final RateTest errors;

    /** One threshold of a latency guard, and the part of requests that may be slower. */
    private record Column(RateTest test, double allowed) {}

    Blame(List<Guard> guards, Evidence evidence) {
        this.guards = guards;
        this.errors = new RateTest(evidence, Columns.FAILED);
        guards.forEach(guard -> slow.add(columns(guard, evidence)));
    }

    /** The guard to name where the one at {@code greatest} has the greatest part of the evidence. */
    int named(int greatest) {
        Guard deciding = guards.get(greatest);
        if (!(deciding instanceof Guard.Latency) || deciding.shadow()) {
            return greatest;
        }
        for (int i = 0; i < guards.size(); i++) {
            if (guards.get(i) instanceof Guard.ErrorRate rate && !rate.shadow() && explains(rate, slow.get(greatest))) {
                return i;
            }
        }
        return greatest;
    }

    private boolean explains(Guard.ErrorRate guard, List<Column> columns) {
        for (Column column : columns) {
            column.test.clearest(0, column.allowed);
            int window = column.test.window();
            errors.look(window);
            double line = guard.limit()
                    .orElseGet(() -> errors.line(
                            window, guard.tolerance(), guard.worseThanBaseline().orElse(0.0)));
            if (errors.bad() == 0 || errors.bad() < EXPLAINING * column.test.bad() || errors.rate() <= line) {
                return false;
            }
        }
        return true;
    }

    private static List<Column> columns(Guard guard, Evidence evidence) {
        List<Column> columns = new ArrayList<>();
        if (guard instanceof Guard.Latency latency) {
            for (boolean relative : new boolean[] {false, true}) {
                int threshold = evidence.thresholds().find(latency.name(), relative);
                if (threshold >= 0) {
                    columns.add(new Column(new RateTest(evidence, Columns.SLOW + threshold), latency.allowedSlow()));
                }
            }
        }
        return columns;
    }
}
