package io.crossfade.planfile;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.spi.AdapterProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads plan files. Every fault of a file is found in one reading; only what is no YAML at all ends it at the first.
 * Values that came from {@code ${ENV:NAME}} or {@code ${FILE:path}} are in no message.
 */
public final class PlanReader {

    private final ShapedReader<Plan> reader;
    private final FileSource files;

    /**
     * @param adapters the load balancers that a plan may name
     * @param environment the value of an environment variable, for {@code ${ENV:NAME}}
     * @param files where the plan and, for {@code ${FILE:path}}, the files that it refers to are read from
     */
    public PlanReader(
            List<AdapterProvider> adapters, Function<String, Optional<String>> environment, FileSource files) {
        this.reader = new ShapedReader<>(new PlanShape(adapters), "a plan", environment, files);
        this.files = files;
    }

    /** Reads a file; one that cannot be read is invalid. */
    public PlanFile read(Path path) {
        try {
            return read(path.toString(), files.read(path, PlanText.MOST_BYTES + 1));
        } catch (IOException unreadable) {
            var message = "the file cannot be read: " + unreadable;
            return new PlanFile.Invalid(List.of(Listing.whole(path.toString(), message, "a file that can be read")));
        }
    }

    /**
     * Reads a plan that is already there.
     *
     * @param name what messages call the text
     */
    public PlanFile read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private PlanFile read(String name, byte[] bytes) {
        var file = reader.read(name, bytes);
        if (file instanceof ShapedFile.Valid<Plan> valid) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            var listing = new Listing(name, text);
            var warnings = listing.warnings(Lint.of(valid.value(), valid.root()));
            return new PlanFile.Valid(valid.value(), hash(bytes), text, warnings);
        }
        return new PlanFile.Invalid(((ShapedFile.Invalid<Plan>) file).problems());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
