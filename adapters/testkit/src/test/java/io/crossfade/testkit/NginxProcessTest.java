package io.crossfade.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class NginxProcessTest {

    private static final List<Integer> TWO = List.of(1, 2);

    @Test
    void answersTheGenerationThatItServesBeforeAndAfterAReload() throws Exception {
        var config = NginxConfig.of(TWO, TWO);
        try (var nginx = config.start()) {
            assertThat(answer(nginx)).isEqualTo("1");
            nginx.include(config.includeText(7, 10_000));
            var before = nginx.workerPids();
            nginx.reload();
            assertThat(answer(nginx)).isEqualTo("7");
            assertThat(nginx.workerPids()).hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void itsCommandsTestAndReload() throws Exception {
        try (var nginx = NginxConfig.of(TWO, TWO).start()) {
            assertThat(exitOf(nginx.testCommand())).isZero();
            assertThat(exitOf(nginx.reloadCommand())).isZero();
            nginx.include("nonsense");
            assertThat(exitOf(nginx.testCommand())).isOne();
        }
    }

    @Test
    void everyShareAndKeyIsAccepted() throws Exception {
        for (var key : List.of("request_id", "cookie_session")) {
            var config = NginxConfig.of(TWO, TWO).key(key);
            try (var nginx = config.start()) {
                for (int parts : List.of(0, 1, 9_999, 10_000)) {
                    nginx.include(config.includeText(2, parts));
                    assertThat(exitOf(nginx.testCommand()))
                            .as(key + " " + parts)
                            .isZero();
                }
            }
        }
    }

    @Test
    void workersOutliveTheirMasterUntilTheClose() {
        var nginx = NginxConfig.of(TWO, TWO).start();
        var workers = nginx.workerPids();
        nginx.killMaster();
        assertThat(workers).noneMatch(ProcessTree::hasEnded);
        nginx.close();
        assertThat(workers).allMatch(ProcessTree::hasEnded);
        assertThat(Files.exists(nginx.directory())).isFalse();
    }

    private static String answer(NginxProcess nginx) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(nginx.probeUrl())).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int exitOf(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
