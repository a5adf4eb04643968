package io.crossfade.core.config;

import java.util.Collection;

/** What a misspelled word was probably meant to be. */
final class Suggestions {

    /** No word of a plan is longer; it bounds the comparison too. */
    private static final int LONGEST = 64;

    private Suggestions() {}

    /** The word that the fewest edits lead to; empty where more than a third of the letters would have to change. */
    static String nearest(String written, Collection<String> words) {
        if (written.length() > LONGEST) {
            return "";
        }
        var nearest = "";
        int least = Integer.MAX_VALUE;
        for (String word : words) {
            int distance = distance(written, word);
            if (distance < least && distance <= Math.max(1, Math.max(written.length(), word.length()) / 3)) {
                nearest = word;
                least = distance;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: the fewest insertions, deletions and replacements of one letter. */
    private static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
