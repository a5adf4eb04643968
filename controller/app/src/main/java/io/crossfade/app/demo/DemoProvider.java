package io.crossfade.app.demo;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.core.spi.Host;
import java.util.List;

/** Provides the one proxy of this demo: the key {@code demo} under {@code routers:}. */
final class DemoProvider implements AdapterProvider {

    static final String NAME = "demo";

    private static final Field<String> PROXY = Field.required(
            "proxy", Shapes.text("127\\.0\\.0\\.1:[0-9]{1,5}", "127.0.0.1:port"), "where the proxy listens");
    private static final Field<String> BASELINE = Field.required("baseline", Shapes.name(), "the cluster now serving");
    private static final Field<String> CANDIDATE =
            Field.required("candidate", Shapes.name(), "the cluster that is being introduced");

    private final DemoProxy proxy;

    DemoProvider(DemoProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Shape<DemoSpec> shape() {
        return Shapes.object(
                List.of(PROXY, BASELINE, CANDIDATE),
                values -> new DemoSpec(values.get(PROXY), values.get(BASELINE), values.get(CANDIDATE)));
    }

    @Override
    public TrafficRouter router(RouterSpec spec, Host host) {
        return new DemoRouter((DemoSpec) spec, proxy, host.loop());
    }

    @Override
    public SignalSource source(RouterSpec spec, int node, Host host) {
        return new DemoSource((DemoSpec) spec, node, proxy, host.loop());
    }
}
