package io.crossfade.testkit;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import java.time.Duration;
import java.util.List;

/** The contract can be kept, and asks of a router no more than one page of code. */
class PlainRouterTest extends TrafficRouterContract {

    @Override
    protected RouterUnderTest open(TestHost host) {
        var haproxy = HaproxyConfig.map(List.of(1), List.of(2)).start();
        return new Subject(haproxy, new PlainRouter(haproxy, host.loop()));
    }

    private record Subject(HaproxyProcess haproxy, TrafficRouter router) implements RouterUnderTest {

        @Override
        public RouterSpec spec() {
            return new PlainSpec();
        }

        @Override
        public AchievedShare seen() {
            var value = everything().replaceAll("(?s).*ycut (\\d+).*", "$1");
            return new AchievedShare(Long.parseLong(value), 10_000);
        }

        @Override
        public String everything() {
            return haproxy.cli("show map " + haproxy.mapFile());
        }

        @Override
        public void change(Split split) {
            haproxy.cli("set map " + haproxy.mapFile() + " ycut "
                    + split.candidate().parts());
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
            return PlainRouter.LIMIT;
        }

        @Override
        public void close() {
            haproxy.close();
        }
    }

    private record PlainSpec() implements RouterSpec {

        @Override
        public String adapter() {
            return "plain";
        }

        @Override
        public String label() {
            return "plain";
        }

        @Override
        public String identity() {
            return "plain";
        }

        @Override
        public List<String> preview(Split split) {
            return List.of();
        }

        @Override
        public List<String> manual(Split split) {
            return List.of();
        }
    }
}
