package io.crossfade.haproxy;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Sets the candidate's share as a map value. The running process is written first and the file after it: nothing waits
 * before the runtime value, and a reload brings the same share. A reading whose file says otherwise carries a doubt.
 */
final class HaproxyMapRouter implements TrafficRouter {

    /** How often a reading that a write overlapped is made again before its doubt is believed. */
    private static final int LOOKS = 3;

    private final HaproxySpec spec;
    private final Loop loop;
    private final RuntimeSocket runtime;
    private final MapFiles files;
    private final Examination examination;

    /** The newest decision told to this router: the file takes no value of an older one. */
    private Generation newest = Generation.ZERO;

    private CompletionStage<?> lastWrite = CompletableFuture.completedFuture(null);
    private long writes;
    private int writing;

    HaproxyMapRouter(HaproxySpec spec, Vertx vertx, Loop loop) {
        this.spec = spec;
        this.loop = loop;
        this.runtime = new RuntimeSocket(vertx, loop, spec.endpoint());
        this.files = new MapFiles(vertx, loop, spec.identity(), new MapFile(Path.of(spec.mapFile()), spec.mapKey()));
        this.examination = new Examination(spec, runtime, files);
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return examination.examine();
    }

    @Override
    public CompletionStage<Reading> read() {
        var reading = new CompletableFuture<Reading>();
        look(LOOKS).whenComplete((seen, error) -> {
            if (error == null) {
                reading.complete(seen);
            } else {
                reading.completeExceptionally(unwrapped(error));
            }
        });
        return reading;
    }

    @Override
    public Applying apply(Write write) {
        if (newest.isOlderThan(write.generation())) {
            newest = write.generation();
        }
        writes++;
        writing++;
        var exchange =
                runtime.write(Snapshot.writeLine(spec, write.split().candidate().parts()));
        var filed = new CompletableFuture<Object>();
        var outcome = exchange.reply().thenCompose(reply -> conclude(write, reply, filed));
        lastWrite = outcome.thenRun(() -> writing--);
        return new Applying(outcome, settled(exchange, outcome, filed));
    }

    @Override
    public void close() {
        runtime.close();
        files.close();
    }

    private CompletionStage<Reading> look(int left) {
        long writesBefore = writes;
        boolean quietBefore = writing == 0;
        return runtime.read(Snapshot.readLine(spec)).reply().thenCompose(reply -> {
            var snapshot = snapshotOf(reply);
            return files.read().state().thenCompose(file -> {
                var reading = reading(snapshot, file);
                boolean overlapped = !quietBefore || writes != writesBefore;
                return reading.doubts().isEmpty() || !overlapped || left == 1
                        ? CompletableFuture.completedFuture(reading)
                        : lastWrite.thenCompose(done -> look(left - 1));
            });
        });
    }

    private Snapshot snapshotOf(Reply reply) {
        if (reply instanceof Reply.Whole whole) {
            try {
                return Snapshot.ofRead(spec, whole.text());
            } catch (IllegalArgumentException e) {
                throw AbsentException.unreachable(spec.label(), e);
            }
        }
        var reason = reply instanceof Reply.Cut cut ? cut.reason() : ((Reply.NotSent) reply).reason();
        throw new UnreachableException(spec.label() + ": " + reason);
    }

    private CompletionStage<WriteResult> conclude(Write write, Reply reply, CompletableFuture<Object> filed) {
        if (reply instanceof Reply.Whole whole) {
            try {
                return conclude(write, Snapshot.ofWrite(spec, whole.text()), filed);
            } catch (IllegalArgumentException e) {
                return ended(new WriteResult.Unknown(String.valueOf(e.getMessage())), filed);
            }
        }
        return ended(
                reply instanceof Reply.Cut cut
                        ? new WriteResult.Unknown(cut.reason())
                        : new WriteResult.NotSent(((Reply.NotSent) reply).reason()),
                filed);
    }

    private CompletionStage<WriteResult> conclude(Write write, Snapshot snapshot, CompletableFuture<Object> filed) {
        if (!snapshot.setAnswer().isEmpty()) {
            return ended(new WriteResult.Refused(shortened(snapshot.setAnswer())), filed);
        }
        var share = write.split().candidate();
        var value = Integer.toString(share.parts());
        boolean superseded =
                write.generation().isOlderThan(newest) || !snapshot.value().equals(value);
        var job = superseded ? files.read() : files.replace(value);
        job.ended().thenAccept(filed::complete);
        return job.state().thenApply(file -> new WriteResult.Applied(reading(snapshot, file), share.exactly()));
    }

    private static CompletionStage<WriteResult> ended(WriteResult result, CompletableFuture<Object> filed) {
        filed.complete(result);
        return CompletableFuture.completedFuture(result);
    }

    /** After the outcome, the connection and the disk; a disk that hangs is given up as a connection is. */
    private CompletionStage<Boolean> settled(
            Exchange exchange, CompletionStage<WriteResult> outcome, CompletionStage<?> filed) {
        var settled = new CompletableFuture<Boolean>();
        var giveUp = loop.schedule(RuntimeSocket.PATIENCE, () -> outcome.thenRun(() -> settled.complete(false)));
        outcome.thenCompose(result -> filed)
                .thenCompose(done -> exchange.settled())
                .thenAccept(gone -> {
                    giveUp.cancel();
                    settled.complete(gone);
                });
        return settled;
    }

    private Reading reading(Snapshot snapshot, MapFiles.State file) {
        var doubts = new ArrayList<String>();
        int parts = parts(snapshot.value(), doubts);
        boolean configured = file.trouble().isEmpty() && file.value().equals(snapshot.value());
        if (!file.trouble().isEmpty()) {
            doubts.add(file.trouble());
        } else if (!configured) {
            doubts.add("map file " + spec.mapFile() + " says "
                    + (file.value().isEmpty() ? "nothing" : file.value()) + ", the running process "
                    + snapshot.value());
        }
        return new Reading(
                new AchievedShare(parts, Share.WHOLE),
                snapshot.process().incarnation(),
                configured,
                snapshot.baseline().usable(),
                snapshot.candidate().usable(),
                snapshot.candidate().inFlight(),
                snapshot.baseline().inFlight(),
                doubts);
    }

    /** What a map value amounts to: HAProxy compares it with a number below 10,000 and takes no number for 0. */
    private static int parts(String value, List<String> doubts) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= Share.WHOLE) {
            return Integer.parseInt(value);
        }
        doubts.add("map value: " + value + " (expected: 0-" + Share.WHOLE + ")");
        return value.matches("[0-9]+") ? Share.WHOLE : 0;
    }

    private static String shortened(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
