package io.crossfade.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A reader in a small world of its own. */
final class Readers {

    /** What no message may ever have in it. */
    static final String CANARY = "hold-s3cr3t:0";

    private static final Map<String, String> ENVIRONMENT =
            Map.of("HAPROXY", "10.0.0.1", "REQUESTS", "300", "CANARY", CANARY);
    private static final Map<String, String> FILES =
            Map.of("/run/secrets/backend", "kong\n", "/run/secrets/huge", "x".repeat(References.MOST_BYTES + 1));

    private Readers() {}

    static PlanReader reader() {
        return new PlanReader(FakeAdapters.ALL, name -> Optional.ofNullable(ENVIRONMENT.get(name)), Readers::file);
    }

    static PlanFile.Valid valid(String text) {
        var file = reader().read("plan.yaml", text);
        assertThat(file).isInstanceOf(PlanFile.Valid.class);
        return (PlanFile.Valid) file;
    }

    /** The faults of a text that is no plan, all in one. */
    static String faults(String text) {
        var file = reader().read("plan.yaml", text);
        assertThat(file).isInstanceOf(PlanFile.Invalid.class);
        return String.join("\n", ((PlanFile.Invalid) file).problems());
    }

    /** A plan of {@code more} keys besides the least ones. */
    static String planWith(String more) {
        return """
                cutover: kong
                routers:
                  - nginx: { include: /x, baseline: x, candidate: y, key: k, test: [t], reload: [r], watch: { log: /l } }
                """ + more;
    }

    private static byte[] file(Path path, int most) throws IOException {
        var content = FILES.get(path.toString());
        if (content == null) {
            throw new NoSuchFileException(path.toString());
        }
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)).readNBytes(most);
    }
}
