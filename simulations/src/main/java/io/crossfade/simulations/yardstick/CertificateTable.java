package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.ErrorCertificate;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.Information;
import io.crossfade.core.analysis.sequential.LatencyCertificate;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How soon a candidate that is as good as the baseline is certified, and how often one is that is exactly as much worse
 * as it must not be.
 */
final class CertificateTable implements Table {

    /** The chance of a false certificate that is allowed. */
    static final double FALSE_PASS = 0.01;

    /** One at the boundary is looked at for so many times as long as a good one takes in theory. */
    private static final int TIMES = 20;

    private static final double CONFIDENCE = 0.99;
    private static final Horizon TEN_MINUTES = new Horizon(600 * Fault.PER_SECOND, Fault.PER_SECOND);

    /**
     * One certificate.
     *
     * @param name what is compared
     * @param share the candidate's
     * @param margin what it must keep, in words
     * @param limit the least requests of the candidate in the mean
     * @param good the candidate is as good as the baseline
     * @param boundary it is worse by the margin
     * @param fresh a certificate that has seen nothing
     */
    record Cell(
            String name,
            double share,
            String margin,
            double limit,
            Scene good,
            Scene boundary,
            Supplier<Certifier> fresh) {}

    /** A certificate of either kind. */
    interface Certifier {

        /** Takes in a request and returns the wealth. */
        double observe(Request request);
    }

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table =
                new TextTable("compared", "share", "margin", "limit", "requests", "ratio", "false", "upper 99 % bound");
        for (Cell cell : cells()) {
            double mean = requests(cell, settings).mean();
            Proportion wrong = falsely(cell, settings);
            table.row(
                    cell.name(),
                    TextTable.percent(cell.share()),
                    cell.margin(),
                    TextTable.number(cell.limit()),
                    TextTable.number(mean),
                    TextTable.number(mean / cell.limit()),
                    TextTable.percent(wrong.value()),
                    TextTable.percent(wrong.upper(CONFIDENCE)));
        }
        table.print(
                "Requests of a candidate as good as the baseline until it is certified, false-pass "
                        + TextTable.percent(FALSE_PASS) + ", and how often one at the margin is within " + TIMES
                        + " times the limit, looked at after each request, " + settings.runs() + " runs",
                out);
    }

    /** The margins of four steps that may harm one in two hundred users, for two baselines, and of latency. */
    static List<Cell> cells() {
        return List.of(
                errors(0.001, 0.01, 0.1),
                errors(0.001, 0.05, 0.025),
                errors(0.001, 0.2, 0.01),
                errors(0.001, 0.5, 0.005),
                errors(0.01, 0.05, 0.025),
                errors(0.01, 0.5, 0.005),
                latency(0.01, 1),
                latency(0.05, 0.5),
                latency(0.2, 0.35),
                latency(0.5, 0.25));
    }

    /** The candidate's requests until it is certified. */
    static Sample requests(Cell cell, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        var sample = new Sample();
        for (int i = 0; i < settings.runs(); i++) {
            sample.add((double) until(new World(cell.good(), root.split()), cell, Long.MAX_VALUE));
        }
        return sample;
    }

    /** How often a candidate at the boundary is certified. */
    static Proportion falsely(Cell cell, Settings settings) {
        var root = new SplittableRandom(settings.seed());
        long most = (long) Math.ceil(TIMES * cell.limit() / cell.share());
        int wrong = 0;
        for (int i = 0; i < settings.runs(); i++) {
            wrong += until(new World(cell.boundary(), root.split()), cell, most) >= 0 ? 1 : 0;
        }
        return new Proportion(wrong, settings.runs());
    }

    /** The candidate's requests until the certificate is given; -1 where it is not within {@code most} of both. */
    private static long until(World world, Cell cell, long most) {
        var request = new Request();
        var certifier = cell.fresh().get();
        long candidate = 0;
        for (long i = 0; i < most; i++) {
            world.next(cell.share(), request);
            candidate += request.isCandidate ? 1 : 0;
            if (certifier.observe(request) >= 1 / FALSE_PASS) {
                return candidate;
            }
        }
        return -1;
    }

    private static Cell errors(double rate, double share, double points) {
        Function<Double, Scene> scene = candidate -> Scene.steady(Fault.PER_SECOND, rate, candidate);
        double information = Information.ofCertificate(rate, points, share);
        return new Cell(
                "errors, both " + TextTable.percent(rate),
                share,
                TextTable.number(100 * points) + " points",
                share * Information.requests(FALSE_PASS, information),
                scene.apply(rate),
                scene.apply(rate + points),
                () -> {
                    var known = Baseline.of(20_000, Math.round(20_000 * rate));
                    var certificate = new ErrorCertificate(points, known, TEN_MINUTES);
                    certificate.share(share);
                    return request -> {
                        certificate.observe(request.isCandidate, request.isFailed);
                        return certificate.wealth(0);
                    };
                });
    }

    private static Cell latency(double share, double margin) {
        Function<Double, Scene> scene =
                factor -> Scene.steady(Fault.PER_SECOND, 0.001, 0.001).slow(Course.steady(1), Course.steady(factor));
        double information = Information.ofLatencyCertificate(margin, share);
        return new Cell(
                "latency",
                share,
                TextTable.percent(margin),
                share * Information.requests(FALSE_PASS, information),
                scene.apply(1.0),
                scene.apply(1 + margin),
                () -> {
                    var certificate = new LatencyCertificate(margin, TEN_MINUTES);
                    certificate.cut(World.quantile(LatencyCertificate.QUANTILE));
                    certificate.share(share);
                    return request -> {
                        certificate.observe(request.isCandidate, request.latencyMicros);
                        return certificate.wealth(0);
                    };
                });
    }
}
