package io.crossfade.planfile;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Guard;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The declaration of {@code guards:}. */
final class GuardsShape implements Shape<List<Guard>> {

    private static final int MOST = 32;

    /** As many as an absolute limit of 1% asks for, where there is none to compute from. */
    private static final int MIN_REQUESTS_OF_RELATIVE = 300;

    private static final Field<String> NAME = Field.optional(
            "name",
            Shapes.text("[a-z0-9][a-z0-9._-]{0,62}", "1 to 63 lower-case letters, digits, dots and hyphens"),
            "what verdicts and screens call this guard");
    private static final Field<Integer> MIN_REQUESTS = Field.optional(
            "min-requests",
            Shapes.integer(1, 1_000_000_000),
            "the fewest requests of the candidate after which the guard may pass");
    private static final Field<Boolean> SHADOW = Field.withDefault(
            "shadow", Shapes.bool(), false, "judged and shown, but neither stops a shift nor rolls back");

    private static final Field<Double> RATE_LIMIT = Field.optional(
            "limit",
            Shapes.checked(Shapes.percent(), rate -> rate > 0 && rate < 1, "above 0% and below 100%"),
            "the greatest acceptable rate of failed requests");
    private static final Field<Double> RATE_WORSE = Field.optional(
            "worse-than-baseline",
            Shapes.checked(Shapes.percent(), rate -> rate < 1, "below 100%"),
            "how many percentage points above the baseline's rate are acceptable");
    private static final Field<Double> TOLERANCE = Field.optional(
            "tolerance",
            Shapes.checked(
                    Shapes.ratio(), ratio -> 1 + ratio <= Guard.ErrorRate.MOST_TOLERANCE, "a percentage up to 99900%"),
            "how much above the baseline's rate, as a part of it, is acceptable besides worse-than-baseline");

    private static final Field<Double> QUANTILE =
            Field.withDefault("quantile", Shapes.quantile(), 0.99, "the quantile of the latency that is limited");
    private static final Field<Duration> LATENCY_LIMIT = Field.optional(
            "limit",
            Shapes.duration(Duration.ofMillis(1), Duration.ofHours(1)),
            "the greatest acceptable latency at the quantile");
    private static final Field<Double> LATENCY_WORSE = Field.optional(
            "worse-than-baseline", Shapes.ratio(), "how much above the baseline's quantile is acceptable");

    private final Shape<List<Guard>> list;

    GuardsShape() {
        var kinds = new LinkedHashMap<String, Shape<? extends Guard>>();
        kinds.put(
                "error-rate",
                limited(
                        List.of(NAME, RATE_LIMIT, RATE_WORSE, TOLERANCE, MIN_REQUESTS, SHADOW),
                        GuardsShape::errorRate));
        kinds.put(
                "latency",
                limited(
                        List.of(NAME, QUANTILE, LATENCY_LIMIT, LATENCY_WORSE, MIN_REQUESTS, SHADOW),
                        GuardsShape::latency));
        this.list = Shapes.list(Shapes.tagged(kinds), 1, MOST);
    }

    @Override
    public Optional<List<Guard>> read(Node node, String path, Problems problems) {
        var guards = list.read(node, path, problems);
        if (guards.isEmpty()) {
            return guards;
        }
        boolean apart = true;
        var seen = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < guards.get().size(); i++) {
            var name = guards.get().get(i).name();
            var first = seen.putIfAbsent(name, i);
            if (first != null) {
                problems.add(Problem.at(
                        Places.find(node, i),
                        path + "[" + i + "]",
                        "named as " + path + "[" + first + "] is",
                        "guards with names of their own"));
                apart = false;
            }
        }
        return apart ? guards : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return list.schema();
    }

    private static Shape<Guard> limited(List<Field<?>> fields, Function<Values, Guard> factory) {
        return Shapes.atLeastOne(Shapes.object(fields, factory), "limit", "worse-than-baseline");
    }

    private static Guard errorRate(Values values) {
        var limit = values.find(RATE_LIMIT);
        if (values.find(TOLERANCE).isPresent() && values.find(RATE_WORSE).isEmpty()) {
            throw new IllegalArgumentException("tolerance: without worse-than-baseline (expected: beside it)");
        }
        int defaultMinRequests = limit.map(Guard::defaultMinRequests).orElse(MIN_REQUESTS_OF_RELATIVE);
        return new Guard.ErrorRate(
                values.find(NAME).orElse("error-rate"),
                limit,
                values.find(RATE_WORSE),
                values.find(TOLERANCE).map(ratio -> 1 + ratio).orElse(Guard.ErrorRate.DEFAULT_TOLERANCE),
                values.find(MIN_REQUESTS).orElse(defaultMinRequests),
                values.get(SHADOW));
    }

    private static Guard latency(Values values) {
        double quantile = values.get(QUANTILE);
        var percent = BigDecimal.valueOf(quantile).movePointRight(2).stripTrailingZeros();
        return new Guard.Latency(
                values.find(NAME).orElse("latency-p" + percent.toPlainString()),
                quantile,
                values.find(LATENCY_LIMIT),
                values.find(LATENCY_WORSE),
                values.find(MIN_REQUESTS).orElse(Guard.defaultMinRequests(1 - quantile)),
                values.get(SHADOW));
    }
}
