package io.crossfade.app;

import io.crossfade.app.advice.Demand;
import io.crossfade.app.advice.Expected;
import io.crossfade.app.advice.Percent;
import io.crossfade.app.advice.Proposal;
import io.crossfade.app.advice.StepRisk;
import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.config.Durations;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Advice on the steps of a plan, for {@code plan}. */
final class AdviceOptions {

    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)/s");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?)%");
    private static final String NOTE = "# ";

    @Option(
            names = "--advise",
            description =
                    "propose steps from the traffic and from the harm that may be done, and say what the plan's own"
                            + " steps risk; reaches nothing")
    private boolean advise;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "expected requests a second, such as 1000/s; without --advise how long each step then takes")
    private @Nullable String rate;

    @Option(
            names = "--harm",
            paramLabel = "N",
            description = "requests that may fail because of the candidate before it is taken back")
    private @Nullable Integer harm;

    @Option(
            names = "--baseline-errors",
            paramLabel = "P%",
            description = "requests that fail in any case (default: 0.1%%)")
    private @Nullable String errors;

    @Option(
            names = "--reaction",
            paramLabel = "TIME",
            description = "from the request that decides until the load balancer obeys (default: 500ms)")
    private @Nullable String reaction;

    @Option(names = "--dwell", paramLabel = "TIME", description = "the least time at each step (default: 10s)")
    private @Nullable String dwell;

    boolean wanted() {
        return advise;
    }

    /** Refuses what means nothing without advice. */
    void requireNone() throws Quit {
        if (harm != null || reaction != null || dwell != null || (errors != null && rate == null)) {
            throw new Quit(
                    ExitCode.USAGE,
                    "plan: --harm, --reaction, --dwell or, without --rate, --baseline-errors (expected: with --advise)");
        }
    }

    /** What traffic is expected; unknown where it was not said. */
    Traffic traffic() throws Quit {
        if (rate == null) {
            return Traffic.UNKNOWN;
        }
        double perSecond = number("--rate", rate, RATE, "requests a second, such as 1000/s");
        double failing = failing();
        if (!(failing > 0 && failing < 1)) {
            throw new Quit(ExitCode.USAGE, "--baseline-errors: " + errors + " (expected: above 0% and below 100%)");
        }
        return new Traffic(perSecond, failing);
    }

    private double failing() throws Quit {
        return errors == null
                ? Traffic.UNKNOWN.errors()
                : number("--baseline-errors", errors, PERCENT, "such as 0.1%") / 100;
    }

    /** The proposal as a {@code steps:} block; all else is a comment, so that the whole can stand in a plan. */
    List<String> lines(Plan plan) throws Quit {
        try {
            var expected = expected();
            var demand = Demand.of(plan, expected.errors());
            var steps = Proposal.steps(expected, demand);
            return lines(plan, expected, demand, steps);
        } catch (IllegalArgumentException refused) {
            throw new Quit(ExitCode.USAGE, "--" + refused.getMessage());
        }
    }

    private static List<String> lines(Plan plan, Expected expected, Demand demand, List<Step> steps) {
        var lines = new ArrayList<String>();
        var perSecond =
                BigDecimal.valueOf(expected.perSecond()).stripTrailingZeros().toPlainString();
        lines.add(NOTE + plan.cutover() + ": " + perSecond + " requests a second, " + Percent.text(expected.errors())
                + " of them failing anyway, a reaction of " + Durations.text(expected.reaction()) + ",");
        lines.add(NOTE + "and at most " + expected.harm() + " requests that fail because of the candidate.");
        lines.add(NOTE.strip());
        lines.add(NOTE + "The plan as written:");
        lines.addAll(risks(StepRisk.of(plan.steps(), expected, demand), expected));
        lines.add(NOTE.strip());
        lines.add(NOTE + "Proposed:");
        lines.addAll(risks(StepRisk.of(steps, expected, demand), expected));
        lines.add(NOTE.strip());
        lines.add(NOTE + "total: failed requests where every request of the candidate fails from this share on. Steps");
        lines.add(NOTE + "do not help against that, only a quicker reaction does. overload: where the candidate can");
        lines.add(NOTE + "carry what it had before and no more. requests: until every guard has enough. shown: until");
        lines.add(
                NOTE + "the candidate is shown to keep what the next share asks for; above 50% too little to compare.");
        lines.add("steps:");
        for (var step : steps) {
            lines.add("  - { candidate: " + step.candidate() + ", bake: "
                    + Durations.text(step.bake().atLeast()) + " }");
        }
        return lines;
    }

    private static List<String> risks(List<StepRisk> risks, Expected expected) {
        var lines = new ArrayList<String>();
        lines.add(NOTE
                + String.format(
                        "%4s %9s %9s %8s %9s %10s %9s  %s",
                        "step", "candidate", "bake", "total", "overload", "requests", "shown", ""));
        double most = 0;
        for (int i = 0; i < risks.size(); i++) {
            var risk = risks.get(i);
            most = Math.max(most, risk.overload());
            lines.add((NOTE
                            + String.format(
                                    Locale.ROOT,
                                    "%4d %9s %9s %8s %9s %10s %9s  %s",
                                    i + 1,
                                    risk.step().candidate(),
                                    Durations.text(risk.step().bake().atLeast()),
                                    count(risk.totalFailure()),
                                    count(risk.overload()),
                                    whole(risk.toSee()),
                                    risk.toCertify().isZero() ? "-" : whole(risk.toCertify()),
                                    word(risk, expected)))
                    .stripTrailing());
        }
        double first = risks.get(0).totalFailure();
        boolean kept = Math.max(first, most) <= expected.harm();
        var least = risks.stream().map(risk -> risk.step().bake().atLeast()).reduce(Duration.ZERO, Duration::plus);
        lines.add(NOTE + "a candidate that is down from the beginning costs " + count(first) + ", one that cannot carry"
                + " its share up to " + count(most) + ": " + (kept ? "within" : "OVER") + " the budget of "
                + expected.harm() + "; promoted after " + Durations.text(least) + " at the soonest");
        return lines;
    }

    private static String word(StepRisk risk, Expected expected) {
        var words = new ArrayList<String>();
        words.add(risk.passable() ? "can pass" : "can NOT pass");
        if (!risk.certified()) {
            words.add("ends before it is shown");
        }
        if (risk.overload() > expected.harm()) {
            words.add("overload over the budget");
        }
        return String.join(", ", words);
    }

    private static String count(double requests) {
        return Double.isInfinite(requests) ? "no end" : String.format(Locale.ROOT, "%.0f", Math.ceil(requests));
    }

    private static String whole(Duration duration) {
        return Durations.text(Duration.ofSeconds((duration.toMillis() + 999) / 1000));
    }

    private Expected expected() throws Quit {
        if (rate == null || harm == null) {
            throw new Quit(ExitCode.USAGE, "plan: --advise (expected: with --rate and --harm)");
        }
        return new Expected(
                number("--rate", rate, RATE, "requests a second, such as 1000/s"),
                harm,
                failing(),
                duration("--reaction", reaction, Duration.ofMillis(500)),
                duration("--dwell", dwell, Duration.ofSeconds(10)));
    }

    private static double number(String name, String text, Pattern pattern, String expected) throws Quit {
        var matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new Quit(ExitCode.USAGE, name + ": " + text + " (expected: " + expected + ")");
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static Duration duration(String name, @Nullable String text, Duration usual) throws Quit {
        if (text == null) {
            return usual;
        }
        return Durations.parse(text)
                .orElseThrow(() -> new Quit(
                        ExitCode.USAGE, name + ": " + text + " (expected: a time with its unit, such as 500ms)"));
    }
}
