package io.crossfade.simulations.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The search for a shorter list of strikes that breaks the same rule: leave out halves, then quarters, then single ones. */
record Shrinking(Trial trial, Breach breach) {

    private static final int MOST_ATTEMPTS = 400;

    static Shrinking of(Trial trial, Breach breach) {
        var shortest = new Shrinking(trial, breach);
        int attempts = 0;
        int size = Math.max(1, trial.strikes().size() / 2);
        while (size > 0 && attempts < MOST_ATTEMPTS) {
            boolean shorter = false;
            for (int from = 0; from < shortest.trial.strikes().size() && attempts < MOST_ATTEMPTS; attempts++) {
                var fewer = shortest.without(from, size);
                boolean left =
                        fewer.trial.strikes().size() < shortest.trial.strikes().size();
                shorter |= left;
                from += left ? 0 : size;
                shortest = fewer;
            }
            size = shorter && size == 1 ? 1 : size / 2;
        }
        return shortest;
    }

    /** This with some strikes left out, where that breaks the same rule; otherwise this. */
    private Shrinking without(int from, int size) {
        List<Strike> fewer = new ArrayList<>(trial.strikes());
        fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
        var candidate = trial.with(fewer);
        try {
            Prover.play(candidate);
            return this;
        } catch (Breach same) {
            return same.rule().equals(breach.rule()) ? new Shrinking(candidate, same) : this;
        }
    }

    String text() {
        var plan = trial.plan();
        return breach.getMessage()
                + "\nseed " + trial.seed() + ", replay with"
                + "\n  mvn -q -pl simulations -am test -Dtest=ProverTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dcrossfade.seed=" + trial.seed()
                + "\n" + plan.nodes() + " load balancers, " + (trial.judged() ? "requests judged" : "verdicts said")
                + (trial.bounded() ? ", bounded" : "")
                + (trial.dead() < 0 ? "" : ", lb" + (trial.dead() + 1) + " never comes back")
                + ", calm " + trial.calm() + ", faults for " + trial.faulty().toMillis() + "ms"
                + plan.steps().stream().map(step -> "\n  " + step).collect(Collectors.joining())
                + "\n  " + plan.policies()
                + "\n  " + plan.window()
                + "\nwhat it takes:"
                + trial.strikes().stream().map(strike -> "\n  " + strike).collect(Collectors.joining());
    }
}
