package io.crossfade.app.demo;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.SignalSource;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.SignalSourceContract;
import io.crossfade.testkit.SourceUnderTest;
import io.crossfade.testkit.TestHost;
import java.util.concurrent.CompletableFuture;

final class DemoSourceTest extends SignalSourceContract {

    @Override
    protected SourceUnderTest open(TestHost host, int node, FaultyCluster baseline, FaultyCluster candidate) {
        var rig = new ProxyRig(baseline.ports(), candidate.ports());
        return new Subject(rig, new DemoProvider(rig.proxy()).source(rig.spec(), node, host));
    }

    private record Subject(ProxyRig rig, SignalSource source) implements SourceUnderTest {

        @Override
        public int frontPort() {
            return rig.proxy().port();
        }

        @Override
        public void split(Split split) {
            var done = new CompletableFuture<DemoProxy.State>();
            rig.proxy().write(split.candidate(), done::complete);
            Await.result(done);
        }

        @Override
        public String server(Cluster cluster, int server) {
            return (cluster == Cluster.BASELINE ? "x" : "y") + (server + 1);
        }

        @Override
        public void close() {
            rig.close();
        }
    }
}
