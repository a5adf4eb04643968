package io.crossfade.nginx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NGINX's whole configuration as it prints it: the plan's test command with {@code -T} in the place of {@code -t}.
 *
 * @param configuration what it printed; empty where it can not be asked
 * @param why why it can not; empty where it can
 */
record Dump(Optional<Configuration> configuration, String why) {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String TEST = "-t";

    /** Asks. Blocks. */
    static Dump take(NginxSpec spec) {
        var words = with(spec, "-T");
        if (words.isEmpty()) {
            return new Dump(Optional.empty(), "the test command has no -t that could be made a -T");
        }
        var result = Command.run(words.get(), LIMIT);
        return result.succeeded()
                ? new Dump(Optional.of(Configuration.parse(result.out())), "")
                : new Dump(Optional.empty(), String.join(" ", words.get()) + ": " + result.words());
    }

    /** The test command with {@code option} in the place of {@code -t}; empty where it has none. */
    static Optional<List<String>> with(NginxSpec spec, String option) {
        int place = spec.test().lastIndexOf(TEST);
        if (place < 0) {
            return Optional.empty();
        }
        var words = new ArrayList<>(spec.test());
        words.set(place, option);
        return Optional.of(List.copyOf(words));
    }
}
