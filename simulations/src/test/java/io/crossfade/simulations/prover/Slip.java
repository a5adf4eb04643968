package io.crossfade.simulations.prover;

/**
 * A slip of one line that would break a safety rule.
 *
 * @param name what is wrong with it
 * @param file the source, below {@code io/crossfade}
 * @param text what stands there, exactly once
 * @param wrong what is put in its place
 */
record Slip(String name, String file, String text, String wrong) {

    /** The source with the slip. */
    String in(String source) {
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException(
                    name + ": " + file + " has not exactly once: " + text + " (expected: the slip follows the source)");
        }
        return source.substring(0, at) + wrong + source.substring(at + text.length());
    }
}
