package io.crossfade.simulations;

import io.crossfade.core.plan.Plan;
import io.crossfade.simulations.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Many runs of many scenarios, on as many threads as there are processors; the result does not depend on how many. */
public final class MonteCarlo {

    private MonteCarlo() {}

    /**
     * Runs each scenario with each seed from {@code seed} on.
     *
     * @param runs of each scenario, at least 1
     * @param options as for one run; nothing is kept but numbers, whatever they say
     * @param progress is told after each run how many are done, from any thread
     * @return one for each scenario, in their order
     */
    public static List<Odds> run(
            Plan plan,
            List<Scenario> scenarios,
            int runs,
            long seed,
            Simulation.Options options,
            LongConsumer progress) {
        var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), MonteCarlo::thread);
        try {
            var done = new AtomicLong();
            var jobs = new ArrayList<List<Future<Outcome>>>();
            for (var scenario : scenarios) {
                var ofScenario = new ArrayList<Future<Outcome>>();
                for (int run = 0; run < runs; run++) {
                    long seedOfRun = seed + run;
                    Callable<Outcome> job = () -> {
                        var outcome = Simulation.run(plan, scenario, seedOfRun, options.untold());
                        progress.accept(done.incrementAndGet());
                        return outcome;
                    };
                    ofScenario.add(threads.submit(job));
                }
                jobs.add(ofScenario);
            }
            var odds = new ArrayList<Odds>();
            for (int i = 0; i < scenarios.size(); i++) {
                odds.add(Odds.of(
                        scenarios.get(i),
                        jobs.get(i).stream().map(MonteCarlo::await).toList()));
            }
            return odds;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Outcome await(Future<Outcome> job) {
        try {
            return job.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private static Thread thread(Runnable job) {
        var thread = new Thread(job, "simulation");
        thread.setDaemon(true);
        return thread;
    }
}
