package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real NGINX that splits by its include.
 *
 * @param reload the command that the controller is told to reload with
 */
record NginxFront(NginxProcess process, List<String> reload) implements Front {

    private static final Pattern GENERATION =
            Pattern.compile("(?m)^map \"\" \\$crossfade_generation \\{ default (\\d+); }$");

    /** What NGINX goes by, whatever the comment above it says. */
    private static final Pattern SPLIT = Pattern.compile("(?m)^split_clients .* \\{ (?:(\\d+)\\.(\\d\\d)% "
            + NginxConfig.CANDIDATE + "; )?\\* (" + NginxConfig.BASELINE + "|" + NginxConfig.CANDIDATE + "); }$");

    private static final String RELOAD = "signal 1 (SIGHUP) received";

    /** So that a frozen NGINX fails a test and does not stop it. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    NginxFront(NginxProcess process) {
        this(process, process.reloadCommand());
    }

    @Override
    public int port() {
        return process.frontPort();
    }

    @Override
    public List<String> router() {
        return List.of(
                "nginx:",
                "  include: " + process.includeFile(),
                "  baseline:  " + NginxConfig.BASELINE,
                "  candidate: " + NginxConfig.CANDIDATE,
                "  test:   [" + String.join(", ", process.testCommand()) + "]",
                "  reload: [" + String.join(", ", reload) + "]",
                "  probe: " + process.probeUrl(),
                "  watch: { log: " + process.accessLog() + " }");
    }

    /** The share of the include, which must be what a worker serves. */
    @Override
    public int liveParts() {
        var generation = found(GENERATION, text(process.includeFile())).group(1);
        assertThat(served()).as("the generation that NGINX serves").isEqualTo(generation);
        return partsAmidWrites();
    }

    /** The share of the include, whichever generation serves. */
    @Override
    public int partsAmidWrites() {
        var split = found(SPLIT, text(process.includeFile()));
        if (split.group(1) != null) {
            return 100 * Integer.parseInt(split.group(1)) + Integer.parseInt(split.group(2));
        }
        return split.group(3).equals(NginxConfig.CANDIDATE) ? 10_000 : 0;
    }

    @Override
    public OptionalInt keptParts() {
        return OptionalInt.of(partsAmidWrites());
    }

    /** How often it was reloaded since its start. */
    long reloads() {
        return text(process.errorLog())
                .lines()
                .filter(line -> line.contains(RELOAD))
                .count();
    }

    @Override
    public void close() {
        process.close();
    }

    private String served() {
        try {
            var request = HttpRequest.newBuilder(URI.create(process.probeUrl()))
                    .timeout(LIMIT)
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Matcher found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
