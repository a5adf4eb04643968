package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Reading;
import io.crossfade.server.VertxLoop;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long one entry takes from the loop to the disk and back to the loop, one after the other. */
final class AppendBenchmark {

    private AppendBenchmark() {}

    /** Times of single appends, ascending, in nanoseconds. */
    record Result(List<Long> nanos, long bytes) {

        double micros(double quantile) {
            return nanos.get((int) Math.min(nanos.size() - 1L, (long) (quantile * nanos.size()))) / 1000.0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "durable appends: n=%d, %d bytes each, p50 %.0f us, p99 %.0f us, most %.0f us",
                    nanos.size(),
                    bytes / nanos.size(),
                    micros(0.5),
                    micros(0.99),
                    micros(1));
        }
    }

    /** Appends {@code count} entries of one load balancer to a journal in {@code folder}, after a tenth for warmth. */
    static Result run(Path folder, int count) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var loop = new VertxLoop(vertx);
            var plan = Scene.plan(1);
            var reading = new Reading(AchievedShare.NONE, "1@1", true, 2, 2, 0, 0, List.of());
            var start = new Moment(loop.nanos(), loop.wall());
            var header = new Header(start, "bench", Scene.PLAN_TEXT, Scene.PLAN_HASH, plan, List.of(reading));
            var journal = FileJournal.begin(folder, loop, header);
            var decision = new Decision(Cutover.begin(plan, List.of(reading)), List.of(), List.of(), Optional.empty());
            var times = new long[count];
            int warm = count / 10;
            for (int i = 0; i < count + warm; i++) {
                var entry = new JournalEntry(
                        i + 1, new Moment(loop.nanos(), loop.wall()), new Event.NodeRead(0, reading), decision);
                long began = System.nanoTime();
                loop.call(() -> journal.append(entry)).join();
                if (i >= warm) {
                    times[i - warm] = System.nanoTime() - began;
                }
            }
            journal.close(start);
            Arrays.sort(times);
            return new Result(Arrays.stream(times).boxed().toList(), Files.size(folder.resolve(Segment.name(1))));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Measures in the folder that is named, or in the present one. */
    public static void main(String[] arguments) throws Exception {
        var parent = Path.of(arguments.length > 0 ? arguments[0] : ".");
        var folder = Files.createTempDirectory(parent, "append-benchmark");
        System.out.println(run(folder, 5000));
        for (var name : List.of(Segment.name(1), "journal.reserve")) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
