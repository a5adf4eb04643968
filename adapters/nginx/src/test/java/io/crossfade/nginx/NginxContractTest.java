package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.RouterUnderTest;
import io.crossfade.testkit.TestHost;
import io.crossfade.testkit.TrafficRouterContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class NginxContractTest extends TrafficRouterContract {

    @Override
    protected RouterUnderTest open(TestHost host) {
        return new Subject(host);
    }

    private static final class Subject implements RouterUnderTest {

        private static final Duration DEADLINE = Duration.ofSeconds(1);
        private static final Pattern SPLIT =
                Pattern.compile("(?m)^split_clients .* \\{ (?:([0-9.]+)% kong_y; )?\\* (kong_[xy]);");
        private static final Pattern GENERATION = Pattern.compile("default ([0-9]+);");

        private final NginxConfig config;
        private final NginxProcess nginx;
        private final NginxSpec spec;
        private final TrafficRouter router;

        Subject(TestHost host) {
            var ports = Ports.free(4);
            config = NginxConfig.of(ports.subList(0, 2), ports.subList(2, 4));
            nginx = config.start();
            spec = NginxRig.spec(nginx, false, DEADLINE);
            router = new NginxProvider().router(spec, host);
        }

        @Override
        public TrafficRouter router() {
            return router;
        }

        @Override
        public RouterSpec spec() {
            return spec;
        }

        /** What the include says, and NGINX serves. */
        @Override
        public AchievedShare seen() {
            var text = text(nginx);
            var generation = GENERATION.matcher(text);
            assertThat(generation.find()).isTrue();
            assertThat(NginxRig.servedGeneration(nginx)).isEqualTo(generation.group(1));
            var split = SPLIT.matcher(text);
            assertThat(split.find()).isTrue();
            var percent = split.group(1);
            if (percent == null) {
                return split.group(2).equals("kong_y") ? Share.ALL.exactly() : AchievedShare.NONE;
            }
            return new AchievedShare(Integer.parseInt(percent.replace(".", "")), Share.WHOLE);
        }

        private static String text(NginxProcess nginx) {
            try {
                return Files.readString(nginx.includeFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String everything() {
            try (var files = Files.list(nginx.includeFile().getParent())) {
                return files.map(file -> file + ":\n" + NginxRig.textOf(file))
                                .sorted()
                                .collect(Collectors.joining("\n"))
                        + nginx.workerPids();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void change(Split split) {
            nginx.include(config.includeText(100, split.candidate().parts()));
            nginx.reload();
        }

        @Override
        public void cutOff() {
            nginx.kill();
        }

        @Override
        public void hang() {
            nginx.freeze();
        }

        @Override
        public void release() {
            nginx.thaw();
        }

        @Override
        public Duration timeLimit() {
            return new NginxProvider().timeLimit(spec);
        }

        @Override
        public void close() {
            nginx.close();
        }
    }
}
