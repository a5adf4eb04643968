package io.crossfade.app;

import io.crossfade.core.config.Durations;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Plan;
import io.crossfade.server.JsonlAnnouncer;
import io.crossfade.simulations.Odds;
import io.crossfade.simulations.Outcome;
import io.crossfade.simulations.Replay;
import io.crossfade.simulations.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code simulate} writes to standard output. */
sealed interface SimulationOutput {

    /** Which scenarios there are. */
    void library(List<Scenario> scenarios);

    /** One run, as a story. */
    void story(Scenario scenario, Outcome outcome);

    /** Many runs; one for each scenario. */
    void odds(List<Scenario> scenarios, List<Odds> odds);

    /** One run on recorded traffic, as a story, with what the lines of {@code log} were. */
    void replay(String log, Plan plan, Replay.Result result);

    static SimulationOutput of(RunCommand.Output output, PrintStream out) {
        return switch (output) {
            case TEXT -> new Text(out);
            case JSONL -> new Jsonl(out);
        };
    }

    private static String word(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    record Text(PrintStream out) implements SimulationOutput {

        @Override
        public void library(List<Scenario> scenarios) {
            for (var scenario : scenarios) {
                var ends = scenario.expected().map(SimulationOutput::word).orElse("");
                out.println(String.format("%-22s %-24s %s", scenario.name(), ends, scenario.about()));
            }
        }

        @Override
        public void story(Scenario scenario, Outcome outcome) {
            outcome.transcript().forEach(out::println);
            scenario.expected()
                    .filter(expected -> expected != outcome.ending())
                    .ifPresent(expected -> out.println("Expected was " + word(expected) + "."));
        }

        @Override
        public void odds(List<Scenario> scenarios, List<Odds> odds) {
            out.println(row(
                    "scenario",
                    "runs",
                    "promoted",
                    "rolled back",
                    "held",
                    "act now",
                    "failed",
                    "p95",
                    "worst (seed)",
                    "to promote",
                    "to roll back",
                    "false",
                    "expected"));
            for (int i = 0; i < odds.size(); i++) {
                out.println(row(scenarios.get(i), odds.get(i)));
            }
            int runs = odds.stream().mapToInt(Odds::runs).sum();
            out.println();
            out.println("failed: requests that failed because of the candidate, mean of the runs; times: medians,"
                    + " to roll back from the fault (or the beginning) to the verified read-back;"
                    + " false: rollbacks where none is expected");
            out.println(String.format(
                    Locale.ROOT,
                    "%,d runs, %,d simulated requests; %,d did not end as expected",
                    runs,
                    odds.stream().mapToLong(Odds::requests).sum(),
                    odds.stream().mapToInt(Odds::unexpected).sum()));
        }

        @Override
        public void replay(String log, Plan plan, Replay.Result result) {
            result.outcome().transcript().forEach(out::println);
            out.println();
            out.println(log + ": " + result.counts().text());
            result.counts().complaints().forEach(complaint -> out.println("  " + complaint));
            result.ranDryAt()
                    .ifPresent(step -> out.println("The log ended before the cutover did, "
                            + (step == 0
                                    ? "before its first step"
                                    : "at step " + step + " of " + plan.steps().size() + " ("
                                            + plan.step(step - 1).candidate() + ")")
                            + ": that is no promotion. It is too short for this plan."));
        }

        private static String row(Scenario scenario, Odds odds) {
            var expected = scenario.expected().map(SimulationOutput::word).orElse("-");
            return row(
                    odds.scenario(),
                    Integer.toString(odds.runs()),
                    percent(odds.part(Ending.PROMOTED)),
                    percent(odds.part(Ending.ROLLED_BACK) + odds.part(Ending.ROLLED_BACK_BY_OPERATOR)),
                    percent(odds.part(Ending.HELD)),
                    percent(odds.part(Ending.UNVERIFIED)),
                    String.format(Locale.ROOT, "%.1f", odds.meanHarm()),
                    Long.toString(odds.p95Harm()),
                    odds.worstHarm() + " (" + odds.worstSeed() + ")",
                    time(odds.timeToPromote()),
                    time(odds.timeToRollBack()),
                    Integer.toString(odds.falseRollbacks()),
                    odds.unexpected() == 0 ? expected : expected + "  <- " + odds.unexpected() + " otherwise");
        }

        private static String row(Object... cells) {
            return String.format("%-22s %5s %9s %12s %6s %8s %9s %6s %-14s %11s %12s %6s  %s", cells)
                    .stripTrailing();
        }

        private static String percent(double part) {
            return part == 0
                    ? "-"
                    : String.format(Locale.ROOT, "%.4g", part * 100).replaceAll("\\.?0+$", "") + "%";
        }

        private static String time(Optional<Duration> time) {
            return time.map(known -> known.compareTo(Duration.ofMinutes(1)) < 0
                            ? String.format(Locale.ROOT, "%.2fs", known.toMillis() / 1e3)
                            : Durations.text(Duration.ofSeconds(known.toSeconds())))
                    .orElse("-");
        }
    }

    /** For programs. */
    record Jsonl(PrintStream out) implements SimulationOutput {

        public Jsonl {
            out.println(new JsonObject()
                    .put("schema", JsonlAnnouncer.SCHEMA)
                    .put("type", "version")
                    .put("crossfade", Version.text())
                    .encode());
        }

        @Override
        public void library(List<Scenario> scenarios) {
            for (var scenario : scenarios) {
                var json = named("scenario", scenario).put("about", scenario.about());
                out.println(json.encode());
            }
        }

        @Override
        public void replay(String log, Plan plan, Replay.Result result) {
            story(result.scenario(), result.outcome());
            var counts = result.counts();
            var json = new JsonObject()
                    .put("type", "replay")
                    .put("log", log)
                    .put("lines", counts.lines())
                    .put("used", counts.used())
                    .put("other", counts.other())
                    .put("broken", counts.broken())
                    .put("gaps", counts.gaps())
                    .put("displaced", counts.displaced())
                    .put("complaints", new JsonArray(counts.complaints()));
            result.ranDryAt().ifPresent(step -> json.put("ranDryAtStep", step));
            out.println(json.encode());
        }

        @Override
        public void story(Scenario scenario, Outcome outcome) {
            for (var mark : outcome.timeline().marks()) {
                out.println(new JsonObject()
                        .put("type", "event")
                        .put("atMillis", mark.at().toMillis())
                        .put("kind", mark.kind())
                        .put("text", mark.text())
                        .encode());
            }
            var json = named("run", scenario)
                    .put("seed", outcome.seed())
                    .put("ending", word(outcome.ending()))
                    .put("exit", outcome.ending().exitCode())
                    .put("lastedMillis", outcome.lasted().toMillis())
                    .put("requests", outcome.requests())
                    .put("failed", outcome.failed())
                    .put("failedBecauseOfCandidate", outcome.failedBecauseOfCandidate())
                    .put("transcript", outcome.hash());
            put(json, "promotedAtMillis", outcome.promotedAt());
            put(json, "rolledBackAtMillis", outcome.rolledBackAt());
            put(json, "faultAtMillis", outcome.faultAt());
            out.println(json.encode());
        }

        @Override
        public void odds(List<Scenario> scenarios, List<Odds> odds) {
            for (int i = 0; i < odds.size(); i++) {
                out.println(json(scenarios.get(i), odds.get(i)).encode());
            }
        }

        private static JsonObject json(Scenario scenario, Odds odds) {
            var endings = new JsonObject();
            odds.endings().forEach((ending, count) -> endings.put(word(ending), count));
            var json = named("odds", scenario)
                    .put("runs", odds.runs())
                    .put("endings", endings)
                    .put("unexpected", odds.unexpected())
                    .put("falseRollbacks", odds.falseRollbacks())
                    .put("requests", odds.requests())
                    .put(
                            "failedBecauseOfCandidate",
                            new JsonObject()
                                    .put("mean", odds.meanHarm())
                                    .put("p95", odds.p95Harm())
                                    .put("worst", odds.worstHarm())
                                    .put("worstSeed", odds.worstSeed()));
            put(json, "toPromoteMillis", odds.timeToPromote());
            put(json, "toRollBackMillis", odds.timeToRollBack());
            return json;
        }

        private static JsonObject named(String type, Scenario scenario) {
            var json = new JsonObject().put("type", type).put("scenario", scenario.name());
            scenario.expected().ifPresent(ending -> json.put("expected", word(ending)));
            return json;
        }

        private static void put(JsonObject json, String key, Optional<Duration> time) {
            time.ifPresent(known -> json.put(key, known.toMillis()));
        }
    }
}
