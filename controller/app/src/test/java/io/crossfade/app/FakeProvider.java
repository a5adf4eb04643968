package io.crossfade.app;

import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.core.spi.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** An adapter of another maker, whose load balancers are as their names say. */
public final class FakeProvider implements AdapterProvider {

    /** A jar that provides this adapter, as another maker would ship it. */
    static Path jar(Path folder) throws IOException {
        var jar = folder.resolve("fake-adapter.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/services/" + AdapterProvider.class.getName()));
            out.write(FakeProvider.class.getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return jar;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Shape<? extends RouterSpec> shape() {
        return Shapes.mapped(Shapes.name(), FakeSpec::new);
    }

    @Override
    public TrafficRouter router(RouterSpec spec, Host host) {
        var router = new FakeRouter(host.loop());
        return switch (spec.label()) {
            case "unreachable" -> router.unreadable(true).manner(FakeRouter.Manner.NOT_SENT);
            case "drifted" -> router.shows(reading(30, 2));
            case "refusing" -> router.shows(reading(30, 2)).manner(FakeRouter.Manner.REFUSE);
            case "baseline-down" -> router.shows(reading(30, 0));
            default -> router;
        };
    }

    private static Reading reading(int candidatePercent, int baselineUsable) {
        return new Reading(new AchievedShare(candidatePercent, 100), "1@1", true, baselineUsable, 2, 0, 0, List.of());
    }

    @Override
    public SignalSource source(RouterSpec spec, int node, Host host) {
        return new FakeSource();
    }
}
