package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.machine.Ending;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reactor of production against seeded faults in virtual time. First everything goes wrong and nothing unsafe may
 * happen; then the faults stop and the cutover must end or be held in a computed time.
 */
public final class Prover {

    /** A trial takes some thousands; this many are a livelock. */
    private static final int MOST_EVENTS = 300_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** So long a write that nobody answered can still land. */
    private static final Duration AFTERMATH = Duration.ofSeconds(62);

    /** Where a load balancer stays lost it is waited for before the first shift, and what it has too much is taken back. */
    private static final List<String> STILL_TRYING = List.of("waiting", "recovering", "restoring");

    private Prover() {}

    /**
     * What became of many seeds.
     *
     * @param seeds how many
     * @param ends how often each end was reached, held ones by the name of their state
     * @param cpu the time of this thread
     */
    public record Report(long seeds, Map<String, Integer> ends, Duration cpu) {
        @Override
        public String toString() {
            return seeds + " seeds, " + cpu.toMillis() + " ms of one core: " + ends;
        }
    }

    /**
     * Tries the seeds from {@code first}.
     *
     * @throws AssertionError where a rule is broken, with the seed, the command that replays it, and the shortest list
     *     of events found that breaks the same rule
     */
    public static Report prove(long first, long seeds) {
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        var ends = new TreeMap<String, Integer>();
        for (long seed = first; seed < first + seeds; seed++) {
            var trial = Trials.of(seed);
            try {
                ends.merge(play(trial), 1, Integer::sum);
            } catch (Breach breach) {
                throw new AssertionError(Shrinking.of(trial, breach).text(), breach);
            }
        }
        return new Report(seeds, ends, Duration.ofNanos(threads.getCurrentThreadCpuTime() - began));
    }

    /** Plays one trial; the result names how it ended. */
    static String play(Trial trial) {
        var arena = new Arena(trial);
        try {
            return play(trial, arena);
        } catch (RuntimeException defect) {
            throw new Breach("defect", String.valueOf(defect));
        }
    }

    private static String play(Trial trial, Arena arena) {
        int events = run(arena, trial.faulty(), 0, false);
        arena.mischief().stop();
        while (arena.cutover().isEmpty() && !arena.isFinal() && arena.hasNext()) {
            arena.step();
        }
        events = run(arena, trial.patience(), events, true);
        var state = arena.latest().state().name();
        // Before the first shift it waits for its window as long as it takes.
        boolean early = state.equals("waiting")
                && trial.plan().window().isTooEarly(arena.loop().wall());
        boolean tries = trial.dead() >= 0 && STILL_TRYING.contains(state);
        require("S12", isAtRest(arena) || early || tries, state + " " + trial.patience() + " after the faults stopped");
        if (arena.isOver()) {
            run(arena, AFTERMATH, events, false);
            arena.checkEnd();
        }
        return arena.latest().ending().map(Ending::name).orElse(state);
    }

    private static boolean isAtRest(Arena arena) {
        return arena.latest().ending().isPresent()
                || arena.latest().state().name().equals("holding");
    }

    /** Runs for {@code duration}, or until the cutover has been at rest for a second where {@code tillRest}. */
    private static int run(Arena arena, Duration duration, int before, boolean tillRest) {
        int events = before;
        long end = arena.loop().nanos() + duration.toNanos();
        long restless = arena.loop().nanos();
        while (arena.hasNext() && arena.loop().nextDue() <= end) {
            arena.step();
            require("S11", ++events <= MOST_EVENTS, "livelock: " + events + " events");
            restless = isAtRest(arena) ? restless : arena.loop().nanos();
            if (tillRest && arena.loop().nanos() - restless > SECOND.toNanos()) {
                return events;
            }
            if (tillRest && arena.isFinal()) {
                return events;
            }
        }
        return events;
    }

    /** Tries {@code --seeds N} from {@code --from S}, or one {@code --seed S}. */
    public static void main(String[] arguments) {
        long seeds = option(arguments, "--seeds").orElse(10_000L);
        long first = option(arguments, "--from").orElse(1L);
        var only = option(arguments, "--seed");
        System.out.println(only.isPresent() ? prove(only.get(), 1) : prove(first, seeds));
    }

    private static Optional<Long> option(String[] arguments, String name) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return Optional.of(Long.parseLong(arguments[i + 1]));
            }
        }
        return Optional.empty();
    }
}
