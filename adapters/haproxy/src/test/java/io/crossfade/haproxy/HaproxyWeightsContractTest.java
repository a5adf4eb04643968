package io.crossfade.haproxy;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.RouterUnderTest;
import io.crossfade.testkit.TestHost;
import io.crossfade.testkit.TrafficRouterContract;
import java.time.Duration;
import java.util.stream.Collectors;

class HaproxyWeightsContractTest extends TrafficRouterContract {

    @Override
    protected RouterUnderTest open(TestHost host) {
        var ports = Ports.free(4);
        var haproxy =
                HaproxyConfig.weights(ports.subList(0, 2), ports.subList(2, 4)).start();
        var subject = new Subject(haproxy, host);
        // A router is always read before it is written to: by the preflight, or by a rollback that stands alone.
        host.testLoop().await(subject.router()::read);
        return subject;
    }

    private static final class Subject implements RouterUnderTest {

        private final HaproxyProcess haproxy;
        private final HaproxyWeightsSpec spec;
        private final TrafficRouter router;

        Subject(HaproxyProcess haproxy, TestHost host) {
            this.haproxy = haproxy;
            this.spec = WeightsRig.spec("unix:" + haproxy.adminSocket(), 2, 2, false);
            this.router = new HaproxyProvider().router(spec, host);
        }

        @Override
        public TrafficRouter router() {
            return router;
        }

        @Override
        public RouterSpec spec() {
            return spec;
        }

        @Override
        public AchievedShare seen() {
            return new AchievedShare(
                    weight("y1") + weight("y2"), weight("x1") + weight("x2") + weight("y1") + weight("y2"));
        }

        private int weight(String server) {
            var answer = haproxy.cli("get weight kong/" + server);
            return Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
        }

        /** Without the seconds since the last change. */
        @Override
        public String everything() {
            return haproxy.cli("show servers state kong")
                    .lines()
                    .map(line -> line.replaceFirst("^((?:\\S+ ){9})\\S+", "$1"))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public void change(Split split) {
            int candidate = split.candidate().parts() / 100;
            haproxy.cli("set server kong/x1 weight %d;set server kong/x2 weight %d"
                            .formatted(100 - candidate, 100 - candidate)
                    + ";set server kong/y1 weight %d;set server kong/y2 weight %d".formatted(candidate, candidate));
        }

        @Override
        public void cutOff() {
            haproxy.kill();
        }

        @Override
        public void hang() {
            haproxy.freeze();
        }

        @Override
        public void release() {
            haproxy.thaw();
        }

        @Override
        public Duration timeLimit() {
            return RuntimeSocket.DEADLINE;
        }

        @Override
        public void close() {
            haproxy.close();
        }
    }
}
