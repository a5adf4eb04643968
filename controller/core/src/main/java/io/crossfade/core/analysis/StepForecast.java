package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Information;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Foretells of one step, from present traffic, how many requests of the candidate its guards need to pass and to be
 * certified, how long those take, and whether that is soon enough. A certificate is reckoned with what it takes in the
 * mean for a candidate as good as the baseline: {@code ln(1 / false-pass)} over the information of a request.
 */
public final class StepForecast {

    /** More requests a second than this no plan is made for. */
    public static final double MOST_PER_SECOND = 100_000;

    private final Plan plan;
    private final int step;
    private final Traffic traffic;
    private final List<Need> toPass = new ArrayList<>();
    private final List<Need> toCertify = new ArrayList<>();

    /**
     * What one guard needs.
     *
     * @param guard the guard's name
     * @param requests of the candidate; infinitely many where no number suffices
     */
    public record Need(String guard, double requests) {}

    private StepForecast(Plan plan, int step, Traffic traffic) {
        this.plan = plan;
        this.step = step;
        this.traffic = traffic;
        boolean early = bake().mayEndEarly();
        for (Guard guard : plan.guards()) {
            if (!guard.shadow()) {
                toPass.add(new Need(guard.name(), guard.minRequests()));
                if (early) {
                    toCertify.add(new Need(guard.name(), certificate(guard)));
                }
            }
        }
    }

    /** The forecast of the step at {@code step}, counted from 0. */
    public static StepForecast of(Plan plan, int step, Traffic traffic) {
        return new StepForecast(plan, step, traffic);
    }

    /** The requests of the candidate a second; 0 where that is not known. */
    public double perSecond() {
        return traffic.perSecond() * share();
    }

    /** The fewest requests of the candidate that let every guard pass. */
    public long toPass() {
        return Math.round(most(toPass));
    }

    /** True where every guard can have its requests before the cutover is held. */
    public boolean isPassable() {
        return toPass() <= perSecond() * seconds(bake().atMost());
    }

    /** The requests of the candidate, in the mean, that certify it; 0 where that ends nothing, may be infinite. */
    public double toCertify() {
        return most(toCertify);
    }

    /** True where the step may end early, and the candidate can be certified before that is of no use any more. */
    public boolean isCertifiable() {
        return bake().mayEndEarly() && secondsToCertify() <= seconds(bake().full());
    }

    /** One line: what is needed and how long that takes. */
    public String text() {
        var text = "step " + (step + 1) + " needs " + count((double) toPass()) + " requests of the candidate to pass ("
                + listed(toPass) + ")" + after((double) toPass() / perSecond())
                + (traffic.isKnown() ? String.format(Locale.ROOT, " at %.2f a second", perSecond()) : "");
        if (!bake().mayEndEarly()) {
            return text;
        }
        return Double.isInfinite(toCertify())
                ? text + "; it is never certified (" + listed(toCertify) + ")"
                : text + "; about " + count(toCertify()) + " to be certified (" + listed(toCertify) + ")"
                        + after(secondsToCertify());
    }

    /** What is beyond the step's times, with the numbers and with what would help. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (!traffic.isKnown()) {
            return warnings;
        }
        if (!isPassable()) {
            warnings.add("step " + (step + 1) + " can NOT pass: it needs " + count((double) toPass())
                    + " requests of the candidate and gets about " + within(bake().atMost())
                    + " within its longest bake; a longer at-most, a larger share or fewer min-requests would help");
        }
        uncertifiable().ifPresent(warnings::add);
        return warnings;
    }

    /** Present where the step may end early by the plan and will not. */
    public Optional<String> uncertifiable() {
        if (!bake().mayEndEarly() || isCertifiable()) {
            return Optional.empty();
        }
        var never = "step " + (step + 1) + " will not end early: ";
        return Optional.of(
                Double.isInfinite(toCertify())
                        ? never + "what must be certified cannot be (" + listed(toCertify) + ")"
                        : never + "its certificates need about " + count(toCertify())
                                + " requests of the candidate, which gets about " + within(bake().full())
                                + " within its bake; a larger harm, a longer bake or a larger share would help");
    }

    private Bake bake() {
        return plan.step(step).bake();
    }

    private double share() {
        return plan.step(step).candidate().exactly().fraction();
    }

    private double certificate(Guard guard) {
        var judging = plan.policies().judging();
        boolean comparable = step < plan.lastStep() && judging.judge() == JudgeKind.SEQUENTIAL;
        if (!comparable || !StepMargins.canCertify(guard)) {
            return Double.POSITIVE_INFINITY;
        }
        double information = guard instanceof Guard.ErrorRate rate
                ? ofErrors(StepMargins.points(plan, step, rate))
                : Information.ofLatencyCertificate(StepMargins.slower(step, (Guard.Latency) guard), share());
        return Math.ceil(share() * Information.requests(judging.falsePass(), information));
    }

    private double ofErrors(double points) {
        return traffic.errors() + points < 1 ? Information.ofCertificate(traffic.errors(), points, share()) : 0;
    }

    /** Besides the requests themselves, the slowest of them are awaited. */
    private double secondsToCertify() {
        double waiting = Certificates.waitingNanos(Thresholds.patience(plan).toNanos()) / 1e9;
        return toCertify() / perSecond() + waiting;
    }

    private String after(double seconds) {
        return traffic.isKnown() ? ", about " + Words.wait(seconds) : "";
    }

    private String within(Duration time) {
        return count(Math.floor(perSecond() * seconds(time)));
    }

    private static double most(List<Need> needs) {
        return needs.stream().mapToDouble(Need::requests).max().orElse(0);
    }

    private static String listed(List<Need> needs) {
        return needs.stream()
                .map(need ->
                        need.guard() + " " + (Double.isInfinite(need.requests()) ? "never" : count(need.requests())))
                .collect(Collectors.joining(", "));
    }

    private static String count(double requests) {
        return String.format(Locale.ROOT, "%.0f", requests);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
