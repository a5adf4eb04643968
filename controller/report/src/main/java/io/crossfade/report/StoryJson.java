package io.crossfade.report;

import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.report.Story.Evidence;
import io.crossfade.report.Story.Runs;
import io.crossfade.report.Story.Spread;
import java.time.Duration;

/** A story as JSON, for programs and for the script of the page; times are in seconds, shares and rates in fractions. */
final class StoryJson {

    /** A greater minor number adds keys, a greater major number changes them. */
    static final String SCHEMA = "1.1";

    private StoryJson() {}

    static String of(Story story) {
        return Json.object(json -> {
            json.put("schema", SCHEMA)
                    .put("cutover", story.plan().cutover())
                    .put("origin", story.origin())
                    .put("began", story.began().map(Object::toString))
                    .put("ending", story.close().ending().map(Words::of))
                    .put("reason", story.close().reason())
                    .put("lasted", seconds(story.lasted()));
            story.close().ending().map(Ending::exitCode).ifPresent(exit -> json.put("exit", (long) exit));
            json.objects(
                    "facts",
                    story.facts(),
                    (fact, value) -> fact.put("name", value.name()).put("value", value.value()));
            json.object("plan", plan -> plan(story, plan));
            story.evidence().ifPresent(evidence -> json.object("evidence", keys -> evidence(evidence, keys)));
            json.objects(
                    "events",
                    story.marks(),
                    (event, mark) -> event.put("at", seconds(mark.at()))
                            .put("kind", mark.kind())
                            .put("text", mark.text()));
            json.objects("charts", Chart.of(story), StoryJson::chart);
            json.objects("runs", story.runs(), StoryJson::runs);
        });
    }

    private static void plan(Story story, Json json) {
        json.strings(
                        "routers",
                        story.plan().routers().stream().map(RouterSpec::label).toList())
                .strings(
                        "guards",
                        story.plan().guards().stream().map(Guard::name).toList())
                .objects("steps", new Schedule(story).rows(), (step, row) -> {
                    step.put("candidate", row.step().candidate().exactly().fraction())
                            .put("planned", seconds(row.planned()))
                            .put("bakeAtLeast", seconds(row.step().bake().atLeast()))
                            .put("bakeAtMost", seconds(row.step().bake().atMost()))
                            .put("approval", row.step().gate().isPresent());
                    row.reached().ifPresent(reached -> step.put("reached", seconds(reached)));
                });
    }

    private static void evidence(Evidence evidence, Json json) {
        json.put("at", seconds(evidence.at()))
                .put("deciding", evidence.deciding())
                .objects("verdicts", evidence.assessment().verdicts(), StoryJson::verdict)
                .strings("doubts", evidence.assessment().doubts())
                .put("commonMode", evidence.assessment().commonMode())
                .put("silent", evidence.assessment().silent());
    }

    private static void verdict(Json json, Verdict verdict) {
        json.put("guard", verdict.guard())
                .put("status", Words.of(verdict.status()))
                .put("shadow", verdict.shadow())
                .put("value", verdict.value())
                .put("baseline", verdict.baseline())
                .put("limit", verdict.limit())
                .put("n", verdict.n())
                .put("low", verdict.grounds().low())
                .put("high", verdict.grounds().high())
                .put("odds", verdict.grounds().odds())
                .put("clusters", verdict.grounds().clusters())
                .put("text", verdict.text());
    }

    private static void chart(Json json, Chart chart) {
        json.put("title", chart.title())
                .put("unit", chart.unit())
                .numbers("at", chart.at())
                .objects(
                        "lines",
                        chart.lines(),
                        (line, value) -> line.put("name", value.name())
                                .put("look", value.look())
                                .numbers("values", value.values()))
                .objects(
                        "limits",
                        chart.limits(),
                        (limit, value) -> limit.put("name", value.name()).put("value", value.value()));
    }

    private static void runs(Json json, Runs runs) {
        json.put("scenario", runs.scenario())
                .put("expected", runs.expected())
                .put("count", (long) runs.count())
                .put("unexpected", (long) runs.unexpected())
                .objects(
                        "endings",
                        runs.parts(),
                        (part, value) ->
                                part.put("ending", Words.of(value.ending())).put("fraction", value.fraction()))
                .objects("spreads", runs.spreads(), StoryJson::spread);
    }

    private static void spread(Json json, Spread spread) {
        json.put("name", spread.name())
                .put("runs", (long) spread.n())
                .put("mean", spread.mean().orElse(Double.NaN))
                .put("least", spread.least())
                .put("p25", spread.p25())
                .put("median", spread.median())
                .put("p75", spread.p75())
                .put("p95", spread.p95())
                .put("most", spread.most());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
