package io.crossfade.simulations;

import java.util.List;
import java.util.stream.Stream;

/** Prints the hashes of some stories, so that another JDK's can be compared. */
final class Fingerprints {

    private static final List<String> SCENARIOS =
            List.of("just-within", "slow-drip", "overload-at-half", "late-lines", "slow-disk", "hangs");

    private Fingerprints() {}

    public static void main(String[] args) {
        all(Long.parseLong(args[0])).forEach(System.out::println);
    }

    static List<String> all(long seed) {
        return SCENARIOS.stream()
                .flatMap(name -> Stream.of(
                        Simulation.run(Reference.plan(), Library.find(name).orElseThrow(), seed)))
                .map(outcome -> outcome.scenario() + " " + outcome.hash() + " " + outcome.requests() + " "
                        + outcome.failedBecauseOfCandidate())
                .toList();
    }
}
