package io.crossfade.simulations.scenario;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.simulations.scenario.ClusterShape.Cold;
import java.time.Duration;
import java.util.List;

/** The declaration of {@code baseline:} and {@code candidate:}. */
final class ClusterFields {

    private static final ClusterShape USUAL = ClusterShape.USUAL;

    private static final Field<Integer> SERVERS = Field.withDefault(
            "servers", Shapes.integer(1, Parts.MOST_SERVERS), USUAL.servers(), "how many servers it has");
    private static final Field<Double> ERRORS =
            Field.withDefault("errors", Shapes.percent(), USUAL.errors(), "requests answered with an error");
    private static final Field<Duration> MEDIAN =
            Field.withDefault("median", Parts.SOME_TIME, USUAL.median(), "the median of its latency");
    private static final Field<Duration> P99 = Field.withDefault(
            "p99", Parts.SOME_TIME, USUAL.p99(), "the 99th percentile of its latency, which is log-normal");
    private static final Field<Duration> TIMEOUT =
            Field.withDefault("timeout", Parts.SOME_TIME, USUAL.timeout(), "an answer that takes longer is a failure");
    private static final Field<Integer> CAPACITY = Field.optional(
            "capacity", Shapes.integer(1, 1_000_000), "requests a second that it can serve; any number where absent");
    private static final Field<Double> TIMES =
            Field.required("times", Parts.TIMES, "how many times as long the first answer takes, such as 400%");
    private static final Field<Integer> REQUESTS = Field.required(
            "requests", Shapes.integer(1, 100_000_000), "requests of a server until a third of that is left");
    private static final Field<Cold> COLD = Field.optional(
            "cold",
            Shapes.object(List.of(TIMES, REQUESTS), values -> new Cold(values.get(TIMES), values.get(REQUESTS))),
            "a cache that fills");

    private ClusterFields() {}

    static Shape<ClusterShape> shape() {
        return Shapes.object(List.of(SERVERS, ERRORS, MEDIAN, P99, TIMEOUT, CAPACITY, COLD), ClusterFields::cluster);
    }

    private static ClusterShape cluster(Values values) {
        if (values.get(MEDIAN).compareTo(values.get(TIMEOUT)) > 0) {
            values.problem(MEDIAN, "longer than the timeout, so that most requests fail", "less than the timeout");
        }
        return new ClusterShape(
                values.get(SERVERS),
                values.get(ERRORS),
                values.get(MEDIAN),
                values.get(P99),
                values.get(TIMEOUT),
                values.find(CAPACITY),
                values.find(COLD));
    }
}
