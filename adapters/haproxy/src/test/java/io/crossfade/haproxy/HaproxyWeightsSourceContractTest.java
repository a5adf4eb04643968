package io.crossfade.haproxy;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.SignalSource;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.SignalSourceContract;
import io.crossfade.testkit.SourceUnderTest;
import io.crossfade.testkit.TestHost;

class HaproxyWeightsSourceContractTest extends SignalSourceContract {

    @Override
    protected SourceUnderTest open(TestHost host, int node, FaultyCluster baseline, FaultyCluster candidate) {
        var haproxy = HaproxyConfig.weights(baseline.ports(), candidate.ports()).start();
        var spec = WeightsRig.spec("unix:" + haproxy.adminSocket(), 2, 2, false);
        return new Subject(haproxy, new HaproxyProvider().source(spec, node, host));
    }

    private record Subject(HaproxyProcess haproxy, SignalSource source) implements SourceUnderTest {

        @Override
        public int frontPort() {
            return haproxy.frontPort();
        }

        @Override
        public void split(Split split) {
            int candidate = split.candidate().parts() / 100;
            haproxy.cli("set server kong/x1 weight %d;set server kong/x2 weight %d"
                            .formatted(100 - candidate, 100 - candidate)
                    + ";set server kong/y1 weight %d;set server kong/y2 weight %d".formatted(candidate, candidate));
        }

        @Override
        public String server(Cluster cluster, int server) {
            return (cluster == Cluster.BASELINE ? "x" : "y") + (server + 1);
        }

        @Override
        public void close() {
            haproxy.close();
        }
    }
}
