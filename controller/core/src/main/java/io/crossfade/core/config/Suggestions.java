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

    /** The fewest insertions, deletions and replacements of one letter and swaps of two neighbours (Damerau). */
    private static int distance(String from, String to) {
        var least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, from, to, i, j);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int step(int[][] least, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int edits = Math.min(least[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(edits, least[i - 2][j - 2] + 1) : edits;
    }
}
