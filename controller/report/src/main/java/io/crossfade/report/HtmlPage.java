package io.crossfade.report;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.report.Story.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A story as one page that needs nothing but itself. Its own content security policy lets a browser run the one script
 * and use the one style that stand in it, told by their hashes, and fetch nothing. All that is drawn stands in tables as
 * well: without the script only the pictures are missing.
 */
final class HtmlPage {

    private final Story story;
    private final Html html = new Html();

    HtmlPage(Story story) {
        this.story = story;
    }

    String render() {
        head();
        html.markup("<body>\n<main>\n");
        banner();
        evidence();
        wayBack();
        charts();
        steps();
        new RunsPart(html).write(story.runs());
        events();
        NumbersPart.write(story, html);
        foot();
        html.markup("</main>\n<script type=\"application/json\" id=\"story\">")
                .markup(StoryJson.of(story))
                .markup("</script>\n<script>")
                .markup(Assets.SCRIPT)
                .markup("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head() {
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ")
                .markup(Assets.hash(Assets.SCRIPT))
                .markup("; style-src ")
                .markup(Assets.hash(Assets.STYLE))
                .markup("; base-uri 'none'; form-action 'none'\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .element("title", story.plan().cutover() + ": " + headline())
                .markup("\n<style>")
                .markup(Assets.STYLE)
                .markup("</style>\n</head>\n");
    }

    private String headline() {
        return story.runs().isEmpty() || story.close().ending().isPresent()
                ? Words.headline(story.close().ending())
                : "What many runs came to";
    }

    private void banner() {
        html.markup("<header class=\"")
                .text(tone())
                .markup("\"><p class=\"sign\" aria-hidden=\"true\">")
                .text(sign())
                .markup("</p><div>")
                .element("h1", headline())
                .element("p", "reason", story.close().reason());
        Words.because(story).ifPresent(why -> html.element("p", "reason", why));
        html.markup("<p class=\"origin\">")
                .element("strong", story.plan().cutover())
                .text(" · " + story.origin());
        story.began().ifPresent(began -> html.text(" · began " + began));
        if (!story.lasted().isZero()) {
            html.text(" · lasted " + Words.time(story.lasted()));
        }
        story.close().ending().ifPresent(ending -> html.text(" · exit code " + ending.exitCode()));
        html.markup("</p></div></header>\n");
        if (!story.facts().isEmpty()) {
            html.markup("<dl class=\"facts\">");
            for (var fact : story.facts()) {
                html.markup("<div>")
                        .element("dt", fact.name())
                        .element("dd", fact.value())
                        .markup("</div>");
            }
            html.markup("</dl>\n");
        }
    }

    private String tone() {
        return story.close()
                .ending()
                .map(ending -> switch (ending) {
                    case PROMOTED -> "good";
                    case ROLLED_BACK, ROLLED_BACK_BY_OPERATOR -> "back";
                    case HELD -> "waits";
                    case UNVERIFIED -> "alarm";
                })
                .orElse(story.runs().isEmpty() ? "waits" : "plain");
    }

    private String sign() {
        return switch (tone()) {
            case "good" -> "✓";
            case "back" -> "↩";
            case "alarm" -> "!";
            case "plain" -> "≈";
            default -> "‖";
        };
    }

    private void evidence() {
        story.evidence().ifPresent(this::evidence);
    }

    private void evidence(Evidence evidence) {
        html.markup("<section>")
                .element("h2", evidence.deciding() ? "What decided" : "What the guards said last")
                .markup("<p>")
                .text("At " + Words.clock(evidence.at()) + ". The candidate's and the baseline's numbers are rates of"
                        + " requests: of failed ones or, for a latency guard, of those slower than its limit; not ruled"
                        + " out is the candidate's true rate, at 1%.")
                .markup("</p>\n")
                .table(
                        "Verdicts of the guards",
                        List.of(
                                "guard",
                                "verdict",
                                "candidate",
                                "not ruled out",
                                "baseline",
                                "limit",
                                "n",
                                "against",
                                "in words"));
        for (var verdict : evidence.assessment().verdicts()) {
            html.markup("<tr class=\"")
                    .text(Words.of(verdict.status()))
                    .markup("\"><th scope=\"row\">")
                    .text(verdict.guard())
                    .markup("</th>");
            for (var cell : List.of(
                    Words.status(verdict),
                    Words.percent(verdict.value()),
                    Words.range(verdict),
                    Words.percent(verdict.baseline()),
                    Words.percent(verdict.limit()),
                    Words.count(verdict.n()),
                    Words.odds(verdict),
                    verdict.text())) {
                html.element("td", cell);
            }
            html.markup("</tr>\n");
        }
        html.endTable();
        var more = new ArrayList<>(evidence.assessment().doubts());
        evidence.assessment().commonMode().ifPresent(more::add);
        evidence.assessment().silent().ifPresent(more::add);
        if (!more.isEmpty()) {
            html.markup("<ul>");
            more.forEach(line -> html.element("li", line));
            html.markup("</ul>");
        }
        html.markup("</section>\n");
    }

    /** Only where somebody may need it: a real cutover that left the candidate with a share, or may have. */
    private void wayBack() {
        boolean stays = story.began().isPresent()
                && story.close()
                        .ending()
                        .map(ending -> ending == Ending.HELD || ending == Ending.UNVERIFIED)
                        .orElse(true);
        var commands = story.plan().routers().stream()
                .flatMap(router -> router.manual(new Split(Share.NONE)).stream())
                .toList();
        if (stays && !commands.isEmpty()) {
            html.markup("<section class=\"by-hand\">")
                    .element("h2", "All traffic back to the baseline by hand")
                    .element("pre", String.join("\n", commands))
                    .markup("</section>\n");
        }
    }

    private void charts() {
        var charts = Chart.of(story);
        if (charts.isEmpty()) {
            return;
        }
        html.markup("<section>").element("h2", "What happened");
        html.markup("<p class=\"js-only\" hidden>")
                .text("Drag to zoom in, double-click to zoom out. Upright lines are events, numbered as in the list"
                        + " below; level dotted lines are the guards' limits.")
                .markup("</p><noscript><p>")
                .text("The pictures need JavaScript; their numbers stand in the table at the end.")
                .markup("</p></noscript>\n");
        for (int i = 0; i < charts.size(); i++) {
            var chart = charts.get(i);
            html.markup("<figure><figcaption>")
                    .text(chart.title() + ", " + chart.unit())
                    .markup("</figcaption><div class=\"chart\" role=\"img\" id=\"chart-" + i + "\" aria-label=\"")
                    .text(NumbersPart.summary(chart))
                    .markup("\"></div></figure>\n");
        }
        html.markup("</section>\n");
    }

    private void steps() {
        html.markup("<section>").element("h2", "The plan, and what came of it");
        html.markup("<p>")
                .text("Guards: "
                        + String.join(
                                ", ",
                                story.plan().guards().stream().map(Guard::name).toList())
                        + ". Load balancers: "
                        + String.join(
                                ", ",
                                story.plan().routers().stream()
                                        .map(router -> router.label())
                                        .toList())
                        + ". Planned times are the earliest possible.")
                .markup("</p>\n")
                .table(
                        "Steps of the plan",
                        List.of("step", "candidate", "bake", "approval", "planned at", "reached at"));
        int number = 0;
        for (var row : new Schedule(story).rows()) {
            var bake = row.step().bake();
            html.row(List.of(
                    Integer.toString(++number),
                    row.step().candidate().toString(),
                    Words.time(bake.atLeast()) + " to " + Words.time(bake.atMost()),
                    row.step().gate().isPresent() ? "needed" : "–",
                    Words.clock(row.planned()),
                    row.reached().map(Words::clock).orElse(story.samples().isEmpty() ? "–" : "not reached")));
        }
        html.endTable().markup("</section>\n");
    }

    private void events() {
        if (story.marks().isEmpty()) {
            return;
        }
        html.markup("<section>")
                .element("h2", "Events")
                .table("Events in order", List.of("#", "at", "what", "in words"));
        int number = 0;
        for (var mark : story.marks()) {
            html.markup("<tr class=\"")
                    .text(mark.kind())
                    .markup("\">")
                    .element("td", Integer.toString(++number))
                    .element("td", Words.clock(mark.at()))
                    .element("td", mark.kind())
                    .element("td", mark.text())
                    .markup("</tr>\n");
        }
        html.endTable().markup("</section>\n");
    }

    private void foot() {
        html.markup("<footer><p>")
                .text("Made by Crossfade. This page fetches nothing; its data stand in it as JSON, in the element"
                        + " with the id \"story\".")
                .markup("</p><details><summary>")
                .text("The charts are drawn by uPlot 1.6.32, under this licence")
                .markup("</summary>")
                .element("pre", Assets.LICENCE)
                .markup("</details></footer>\n");
    }
}
