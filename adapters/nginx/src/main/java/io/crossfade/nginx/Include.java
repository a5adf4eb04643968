package io.crossfade.nginx;

import io.crossfade.core.plan.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file that Crossfade owns, as a value. Its text is made from numbers and allow-listed names alone, and it is read
 * back by making the text again from its first line: what differs by a single character is not ours.
 *
 * <p>{@code split_clients} hashes the key into buckets of 0.01 % and gives the candidate the first ones, so that a
 * client with a stable key stays on the candidate as its share grows, and a reload forgets nothing. NGINX refuses
 * {@code 0%}, and {@code 100%} leaves the very last hash to the next line, so both ends have a form of their own. An
 * empty key falls into the first bucket, which would send every client without it to the candidate: it is replaced by
 * the request's own number.
 *
 * @param generation the marker that a worker shows for this text, rising with every write; 0 for a text by hand
 * @param share the candidate's
 * @param baseline the upstream group of cluster X
 * @param candidate the upstream group of cluster Y
 * @param key the variable that is hashed, without its dollar sign
 */
record Include(long generation, Share share, String baseline, String candidate, String key) {

    /** The header with what it may hold; the numbers so short that they cannot overflow. */
    private static final Pattern HEADER = Pattern.compile("# crossfade generation=(?<generation>0|[1-9][0-9]{0,17})"
            + " share=(?<share>0|[1-9][0-9]{0,4})/10000"
            + " baseline=(?<baseline>" + NginxSpec.NAME + ")"
            + " candidate=(?<candidate>" + NginxSpec.NAME + ")"
            + " key=(?<key>" + NginxSpec.KEY + ")");

    private static final Pattern NAME = Pattern.compile(NginxSpec.NAME);
    private static final Pattern KEY = Pattern.compile(NginxSpec.KEY);

    Include {
        if (generation < 0) {
            throw new IllegalArgumentException("generation: " + generation + " (expected: >= 0)");
        }
        require("baseline", NAME, baseline);
        require("candidate", NAME, candidate);
        require("key", KEY, key);
    }

    static Include of(NginxSpec spec, long generation, Share share) {
        return new Include(generation, share, spec.baseline(), spec.candidate(), spec.key());
    }

    /**
     * The value that {@code text} was made from.
     *
     * @throws IllegalArgumentException where it was made by anything else
     */
    static Include parse(String text) {
        var header = HEADER.matcher(text.lines().findFirst().orElse(""));
        if (!header.matches()) {
            throw new IllegalArgumentException("line 1 is not the header that Crossfade writes");
        }
        int parts = Integer.parseInt(header.group("share"));
        if (parts > Share.WHOLE) {
            throw new IllegalArgumentException("share: " + parts + " (expected: 0-" + Share.WHOLE + ")");
        }
        var include = new Include(
                Long.parseLong(header.group("generation")),
                new Share(parts),
                header.group("baseline"),
                header.group("candidate"),
                header.group("key"));
        var expected = include.text();
        if (!expected.equals(text)) {
            throw new IllegalArgumentException("line " + firstDifference(expected, text)
                    + " is not what its header stands for: it was changed by another hand");
        }
        return include;
    }

    /** The part of all requests that goes to the upstream group {@code name}, in parts of 10,000. */
    int partsOf(String name) {
        return (candidate.equals(name) ? share.parts() : 0)
                + (baseline.equals(name) ? share.rest().parts() : 0);
    }

    /**
     * Why this is no split of {@code spec}'s, whatever its share; empty where it is one. The file of an earlier cutover
     * is one where it gives everything to a cluster of this.
     */
    Optional<String> misfit(NginxSpec spec) {
        int known = partsOf(spec.baseline()) + partsOf(spec.candidate());
        if (known != Share.WHOLE) {
            return Optional.of("include " + spec.include() + " splits between " + baseline + " and " + candidate
                    + " (expected: " + spec.baseline() + " and " + spec.candidate() + ")");
        }
        return key.equals(spec.key()) || share.isNone() || share.isAll()
                ? Optional.empty()
                : Optional.of("include " + spec.include() + " splits by " + key + " (expected: " + spec.key() + ")");
    }

    String text() {
        return String.join("\n", lines(Long.toString(generation))) + "\n";
    }

    /** The lines with {@code number} where the generation stands. */
    List<String> lines(String number) {
        var lines = new ArrayList<String>();
        lines.add("# crossfade generation=" + number + " share=" + share.parts() + "/" + Share.WHOLE + " baseline="
                + baseline + " candidate=" + candidate + " key=" + key);
        lines.add("map \"\" $crossfade_generation { default " + number + "; }");
        boolean always = key.equals(NginxSpec.REQUEST_ID);
        if (!always) {
            lines.add("map $" + key + " $crossfade_key { \"\" $request_id; default $" + key + "; }");
        }
        lines.add("split_clients \"${" + (always ? key : "crossfade_key") + "}\" $crossfade_target { " + branches()
                + " }");
        return lines;
    }

    private String branches() {
        if (share.isNone()) {
            return "* " + baseline + ";";
        }
        return share.isAll()
                ? "* " + candidate + ";"
                : BigDecimal.valueOf(share.parts(), 2).toPlainString() + "% " + candidate + "; * " + baseline + ";";
    }

    private static int firstDifference(String expected, String text) {
        var left = expected.split("\n", -1);
        var right = text.split("\n", -1);
        int line = 0;
        while (line < left.length && line < right.length && left[line].equals(right[line])) {
            line++;
        }
        return line + 1;
    }

    private static void require(String name, Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + pattern + ")");
        }
    }
}
