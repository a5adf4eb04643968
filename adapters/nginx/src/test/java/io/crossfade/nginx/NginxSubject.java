package io.crossfade.nginx;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.SignalSource;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.SourceUnderTest;

/** A source before a real NGINX, whose split is changed by another hand. */
final class NginxSubject implements SourceUnderTest {

    private final NginxConfig config;
    private final NginxProcess nginx;
    private final FaultyCluster baseline;
    private final FaultyCluster candidate;
    private final SignalSource source;
    private int generation = 1;

    NginxSubject(
            NginxConfig config,
            NginxProcess nginx,
            FaultyCluster baseline,
            FaultyCluster candidate,
            SignalSource source) {
        this.config = config;
        this.nginx = nginx;
        this.baseline = baseline;
        this.candidate = candidate;
        this.source = source;
    }

    @Override
    public SignalSource source() {
        return source;
    }

    @Override
    public int frontPort() {
        return nginx.frontPort();
    }

    @Override
    public void split(Split split) {
        generation++;
        nginx.include(config.includeText(generation, split.candidate().parts()));
        nginx.reload();
    }

    @Override
    public String server(Cluster cluster, int server) {
        var ports = (cluster == Cluster.BASELINE ? baseline : candidate).ports();
        return "127.0.0.1:" + ports.get(server);
    }

    @Override
    public boolean tellsCounters() {
        return false;
    }

    @Override
    public void close() {
        nginx.close();
    }
}
