package io.crossfade.nginx;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.testkit.RouterUnderTest;
import io.crossfade.testkit.TestHost;
import io.crossfade.testkit.TrafficRouterContract;
import java.time.Duration;
import java.util.List;

/** The contract of every router, against the API as it is documented: no NGINX Plus runs here. */
class PlusContractTest extends TrafficRouterContract {

    @Override
    protected RouterUnderTest open(TestHost host) {
        return new Subject(host);
    }

    private static final class Subject implements RouterUnderTest {

        private final PlusStub plus = new PlusStub(2, 2);
        private final PlusSpec spec = plus.spec();
        private final TrafficRouter router;

        Subject(TestHost host) {
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

        @Override
        public AchievedShare seen() {
            return plus.share();
        }

        @Override
        public String everything() {
            return plus.everything();
        }

        @Override
        public void change(Split split) {
            int candidate = split.candidate().parts() / 100;
            for (var name : List.of("x1", "x2", "y1", "y2")) {
                var server = plus.server(name);
                server.weight = name.startsWith("y") ? candidate : 100 - candidate;
                server.down = false;
            }
        }

        @Override
        public void cutOff() {
            plus.cutOff();
        }

        @Override
        public void hang() {
            plus.hang();
        }

        @Override
        public void release() {
            plus.release();
        }

        @Override
        public Duration timeLimit() {
            return new NginxProvider().timeLimit(spec);
        }

        @Override
        public void close() {
            plus.close();
        }
    }
}
