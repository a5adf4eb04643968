package io.crossfade.core.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses which of several names are the old and the new of the same thing, for an {@link Initializer}. */
public final class Pairing {

    private static final List<List<String>> WORDS = List.of(
            List.of("x", "y"),
            List.of("blue", "green"),
            List.of("old", "new"),
            List.of("a", "b"),
            List.of("current", "next"),
            List.of("baseline", "candidate"),
            List.of("stable", "canary"),
            List.of("primary", "canary"));

    private static final Pattern VERSION = Pattern.compile("([A-Za-z]*?)(\\d{1,9})");
    private static final Pattern PART = Pattern.compile("[-_.:]");

    private Pairing() {}

    /**
     * Two names.
     *
     * @param baseline of what serves now
     * @param candidate of what is being introduced
     * @param why what the guess goes by
     */
    public record Pair(String baseline, String candidate, String why) {}

    /** The only pair among {@code names}; empty where there is none or more than one. */
    public static Optional<Pair> among(List<String> names) {
        var pairs = new ArrayList<Pair>();
        for (var baseline : names) {
            for (var candidate : names) {
                difference(baseline, candidate)
                        .map(words -> new Pair(baseline, candidate, "guessed from the names, " + words))
                        .ifPresent(pairs::add);
            }
        }
        return pairs.size() == 1 ? Optional.of(pairs.get(0)) : Optional.empty();
    }

    /** In what {@code candidate} is the newer of the two; empty where it does not seem to be. */
    private static Optional<String> difference(String baseline, String candidate) {
        var old = PART.split(baseline, -1);
        var young = PART.split(candidate, -1);
        if (young.length == old.length + 1 && candidate.startsWith(baseline)) {
            var added = young[old.length];
            return isNewer("", added) ? Optional.of("\"" + added + "\" added") : Optional.empty();
        }
        int differing = -1;
        for (int i = 0; i < old.length && old.length == young.length; i++) {
            if (!old[i].equals(young[i])) {
                if (differing >= 0) {
                    return Optional.empty();
                }
                differing = i;
            }
        }
        return differing >= 0 && isNewer(old[differing], young[differing])
                ? Optional.of("\"" + old[differing] + "\" and \"" + young[differing] + "\"")
                : Optional.empty();
    }

    private static boolean isNewer(String old, String young) {
        for (var pair : WORDS) {
            if (pair.get(1).equals(young)
                    && (old.isEmpty() ? young.length() > 1 : pair.get(0).equals(old))) {
                return true;
            }
        }
        var before = VERSION.matcher(old);
        var after = VERSION.matcher(young);
        if (!after.matches()) {
            return false;
        }
        if (old.isEmpty()) {
            return Integer.parseInt(after.group(2)) == 2;
        }
        return before.matches()
                && before.group(1).equals(after.group(1))
                && Integer.parseInt(before.group(2)) < Integer.parseInt(after.group(2));
    }
}
