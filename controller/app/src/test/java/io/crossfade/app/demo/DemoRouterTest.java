package io.crossfade.app.demo;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.RouterUnderTest;
import io.crossfade.testkit.TestHost;
import io.crossfade.testkit.TrafficRouterContract;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class DemoRouterTest extends TrafficRouterContract {

    @Override
    protected RouterUnderTest open(TestHost host) {
        var ports = Ports.free(4);
        var rig = new ProxyRig(ports.subList(0, 2), ports.subList(2, 4));
        return new Subject(rig, new DemoProvider(rig.proxy()).router(rig.spec(), host));
    }

    private record Subject(ProxyRig rig, TrafficRouter router) implements RouterUnderTest {

        @Override
        public RouterSpec spec() {
            return rig.spec();
        }

        @Override
        public AchievedShare seen() {
            return new AchievedShare(rig.state().parts(), Share.WHOLE);
        }

        @Override
        public String everything() {
            return "parts " + rig.state().parts();
        }

        @Override
        public void change(Split split) {
            var done = new CompletableFuture<DemoProxy.State>();
            rig.proxy().write(split.candidate(), done::complete);
            Await.result(done);
        }

        @Override
        public void cutOff() {
            rig.proxy().close();
        }

        @Override
        public void hang() {
            rig.hang();
        }

        @Override
        public void release() {
            rig.release();
        }

        @Override
        public Duration timeLimit() {
            return DemoRouter.LIMIT;
        }

        @Override
        public void close() {
            rig.close();
        }
    }
}
