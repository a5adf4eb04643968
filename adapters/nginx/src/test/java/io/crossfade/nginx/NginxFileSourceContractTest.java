package io.crossfade.nginx;

import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.SignalSourceContract;
import io.crossfade.testkit.SourceUnderTest;
import io.crossfade.testkit.TestHost;

class NginxFileSourceContractTest extends SignalSourceContract {

    @Override
    protected SourceUnderTest open(TestHost host, int node, FaultyCluster baseline, FaultyCluster candidate) {
        var config = NginxConfig.of(baseline.ports(), candidate.ports());
        var nginx = config.start();
        var source = NginxSource.ofFile(
                node,
                sink -> new NginxLineParser(NginxConfig.BASELINE, NginxConfig.CANDIDATE, sink),
                nginx.accessLog(),
                host.testLoop().vertx(),
                host.loop());
        return new NginxSubject(config, nginx, baseline, candidate, source);
    }
}
