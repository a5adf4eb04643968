package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.haproxy.HaproxyProvider;
import io.crossfade.simulations.replay.RequestLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a log is replayed; {@code -Dcrossfade.lines=2000000} measures longer. Processor time of one thread. */
class ReplaySpeedTest {

    private static final int LINES = Integer.getInteger("crossfade.lines", 150_000);
    private static final int LEAST_LINES_PER_SECOND = 100_000;
    private static final int PER_SECOND = 1_000;

    @TempDir
    private Path folder;

    @Test
    void millionsOfLinesAreAMatterOfSeconds() throws IOException {
        var file = folder.resolve("access.log");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            RecordedLog.write(LINES, PER_SECOND, RecordedLog::haproxy, out);
        }
        // The last step's bake is as long as the log but for what comes before it, so that nearly all of it is read.
        var last = LINES / PER_SECOND - 120;
        var plan = Reference.plan(Library.referencePlan().replaceAll("(?s)steps:.*", "")
                + "steps:\n  - { candidate: 10%, bake: 1m }\n  - { candidate: 100%, bake: " + Math.max(10, last)
                + "s }\n");
        var router = plan.routers().get(0);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (var stream = Files.newInputStream(file);
                var log = new RequestLog(
                        "access.log",
                        stream,
                        sink -> new HaproxyProvider().logParser(router, sink).orElseThrow())) {
            var result = Replay.run(plan, Library.find("healthy").orElseThrow(), log, 1);
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
            double perSecond = result.counts().lines() / seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%,d lines of %,d bytes replayed in %.2f s, %,.0f lines a second%n",
                    result.counts().lines(),
                    Files.size(file),
                    seconds,
                    perSecond);

            assertThat(result.outcome().ending()).isEqualTo(Ending.PROMOTED);
            assertThat(perSecond).isGreaterThan(LEAST_LINES_PER_SECOND);
        }
    }
}
