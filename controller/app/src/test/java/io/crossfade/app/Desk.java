package io.crossfade.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a test sits: runs commands in this process and reads what they say. */
final class Desk {

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Terminal terminal = new Terminal.Nobody();

    Desk(Path folder) {
        this.folder = folder;
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        try {
            environment.put(Adapters.VARIABLE, FakeProvider.jar(folder).toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Desk with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A person who answers every question so. */
    Desk answering(String answer) {
        terminal = new Terminal() {
            @Override
            public boolean interactive() {
                return true;
            }

            @Override
            public String ask(String question) {
                return answer;
            }
        };
        return this;
    }

    Surroundings around() {
        return new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal,
                folder);
    }

    int run(String... arguments) {
        return Main.commandLine(around()).execute(arguments);
    }

    /** Runs a command and returns what it alone says on standard output. */
    String fresh(String... arguments) {
        out.reset();
        run(arguments);
        return out();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A plan on one load balancer that is as its name says. */
    String plan(String loadBalancer, String... more) {
        return file("""
                cutover: desk
                routers:
                  - fake: %s
                guards:
                  - error-rate: { limit: 5%%, min-requests: 3 }
                steps:
                  - { candidate: 10%%, bake: 5m, gate: approval }
                  - { candidate: 100%%, bake: 10m }
                """.formatted(loadBalancer) + String.join("\n", more) + "\n");
    }

    String file(String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "plan", ".yaml"), text)
                    .toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
