package io.crossfade.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a page carries with it, read once from this module. */
final class Assets {

    static final String SCRIPT = read("uplot/uPlot.iife.min.js") + "\n" + read("page.js");
    static final String STYLE = read("uplot/uPlot.min.css") + "\n" + read("page.css");
    static final String LICENCE = read("uplot/LICENSE");

    private Assets() {}

    /** As a content security policy names it; of exactly the bytes that stand within the element. */
    static String hash(String element) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(element.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String read(String name) {
        try (var in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": not in this program (expected: packed with it)");
            }
            // A browser reads every line end as \n before it takes the hash.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
