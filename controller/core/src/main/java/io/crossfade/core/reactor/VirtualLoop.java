package io.crossfade.core.reactor;

import io.crossfade.core.port.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * A loop whose time moves only when it is told to: a queue of tasks ordered by due time and then by arrival. What takes
 * hours in production takes microseconds here, in the same order each time.
 */
public final class VirtualLoop implements Loop {

    private record Task(long due, long id, Runnable body) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byDue = Long.compare(due, other.due);
            return byDue != 0 ? byDue : Long.compare(id, other.id);
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Instant wallAtZero;
    private long nanos;
    private long ids;
    private Duration jumped = Duration.ZERO;

    /** A loop that begins at {@code wall}; monotonic time begins at one second, so that zero is never a valid time. */
    public VirtualLoop(Instant wall) {
        nanos = Duration.ofSeconds(1).toNanos();
        wallAtZero = wall.minusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant wall() {
        return wallAtZero.plus(jumped).plusNanos(nanos);
    }

    @Override
    public void execute(Runnable task) {
        add(Duration.ZERO, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        var added = add(delay, task);
        return () -> tasks.remove(added);
    }

    private Task add(Duration delay, Runnable body) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
        }
        var task = new Task(nanos + delay.toNanos(), ids++, body);
        tasks.add(task);
        return task;
    }

    /** Runs the next task, moving time to when it is due. False where none is left. */
    public boolean runNext() {
        var task = tasks.poll();
        if (task == null) {
            return false;
        }
        moveTo(Math.max(nanos, task.due()));
        task.body().run();
        return true;
    }

    /** Runs every task that is due within {@code duration} and moves time to its end. */
    public void runFor(Duration duration) {
        long end = nanos + duration.toNanos();
        for (var next = tasks.peek(); next != null && next.due() <= end; next = tasks.peek()) {
            runNext();
        }
        moveTo(end);
    }

    /** Runs every task that is due now. */
    public void runDue() {
        runFor(Duration.ZERO);
    }

    /** Moves monotonic and wall time on while nothing runs, as a stopped process sees it. */
    public void stall(Duration duration) {
        moveTo(nanos + duration.toNanos());
    }

    /** Moves wall time alone, as a person or NTP does. */
    public void jumpWall(Duration by) {
        jumped = jumped.plus(by);
    }

    /** How many tasks wait. */
    public int pending() {
        return tasks.size();
    }

    /** When the next task is due, in monotonic nanoseconds; {@link Long#MAX_VALUE} where none waits. */
    public long nextDue() {
        var next = tasks.peek();
        return next == null ? Long.MAX_VALUE : next.due();
    }

    /**
     * Moves time on to {@code time} and runs nothing: for a world in which millions of things happen between two tasks,
     * each too small to be one. Time that lies back changes nothing.
     */
    public void advanceTo(long time) {
        nanos = Math.max(nanos, time);
    }

    private void moveTo(long time) {
        nanos = time;
    }
}
