package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A NGINX in front.
 *
 * @param reload the command that the controller is told to reload with
 */
record NginxFront(NginxProcess process, List<String> reload) implements Front {

    private static final Pattern HEAD = Pattern.compile("generation=(\\d+) share=(\\d+)/10000");
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

    /** What the file says, which serves or is about to. */
    @Override
    public int liveParts() {
        return Integer.parseInt(head(2));
    }

    @Override
    public void assertParts(int parts) {
        assertThat(liveParts()).isEqualTo(parts);
        assertThat(served()).as("the generation that serves").isEqualTo(head(1));
    }

    private String head(int group) {
        try {
            var text = Files.readString(process.includeFile());
            var matcher = HEAD.matcher(text);
            assertThat(matcher.find()).as(text).isTrue();
            return matcher.group(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String served() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(process.probeUrl()))
                                    .timeout(LIMIT)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
