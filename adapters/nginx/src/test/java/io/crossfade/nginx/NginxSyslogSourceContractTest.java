package io.crossfade.nginx;

import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.SignalSourceContract;
import io.crossfade.testkit.SourceUnderTest;
import io.crossfade.testkit.TestHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;

class NginxSyslogSourceContractTest extends SignalSourceContract {

    @Override
    protected SourceUnderTest open(TestHost host, int node, FaultyCluster baseline, FaultyCluster candidate) {
        int port = Ports.free();
        var config = NginxConfig.of(baseline.ports(), candidate.ports()).syslog(port);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var source = NginxSource.ofSyslog(
                node,
                sink -> new NginxLineParser(NginxConfig.BASELINE, NginxConfig.CANDIDATE, sink),
                address,
                host.loop());
        return new NginxSubject(config, config.start(), baseline, candidate, source);
    }
}
