package io.crossfade.core.reactor;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.NodeState.OpenWrite;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Write;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The writes of an earlier process to one load balancer. Their connections ended with that process, and nobody will say
 * what became of them: once the load balancer has answered every read for a while, with two more after the first, what
 * was queued before is carried out or gone. A minute later they are forgotten.
 */
final class Inheritance {

    private static final int READS = 3;
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final Loop loop;
    private final Pace pace;
    private final Consumer<Event> inbox;
    private final int node;
    private List<Write> writes = List.of();
    private int reads;
    private long sinceNanos;
    private Loop.@Nullable Timer timer;

    Inheritance(Loop loop, Pace pace, Consumer<Event> inbox, int node) {
        this.loop = loop;
        this.pace = pace;
        this.inbox = inbox;
        this.node = node;
    }

    void take(Cutover cutover) {
        writes = cutover.node(node).openWrites().stream().map(OpenWrite::write).toList();
    }

    /** A read was answered, or not. */
    void answered(boolean whole) {
        if (writes.isEmpty() || timer != null) {
            return;
        }
        if (!whole) {
            reads = 0;
            return;
        }
        if (reads++ == 0) {
            sinceNanos = loop.nanos();
        }
        if (reads >= READS && loop.nanos() - sinceNanos >= pace.quietAfter().toNanos()) {
            settle();
            timer = loop.schedule(REMEMBERED, this::settle);
        }
    }

    private void settle() {
        writes.forEach(write -> inbox.accept(new Event.WriteSettled(node, write, true)));
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
