package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.spi.AdapterProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole plan. */
final class PlanShape implements Shape<Plan> {

    private static final int MOST_ROUTERS = 32;

    private static final Field<String> CUTOVER = Field.required(
            "cutover",
            Shapes.text(
                    Plan.NAME_PATTERN,
                    "a name of 1 to 63 letters, digits, dots, underscores and hyphens, beginning with a letter or digit"),
            "the name of this move of traffic");
    private static final Field<List<Guard>> GUARDS =
            Field.required("guards", new GuardsShape(), "what is watched on every request");
    private static final Field<List<Step>> STEPS =
            Field.optional("steps", new StepsShape(), "the shares of the candidate in rising order, the last 100%");
    private static final Field<List<Step>> RAMP =
            Field.optional("ramp", RampShape.shape(), "steps that rise evenly, in place of steps");
    private static final Field<Window> WINDOW =
            Field.withDefault("window", Windows.shape(), Window.ALWAYS, "when shifts may start");

    private final Field<List<RouterSpec>> routers;
    private final Shape<Plan> mapping;

    PlanShape(List<AdapterProvider> adapters) {
        var shapes = new LinkedHashMap<String, Shape<? extends RouterSpec>>();
        adapters.forEach(adapter -> shapes.put(adapter.name(), adapter.shape()));
        Shape<RouterSpec> router = Shapes.tagged(shapes);
        this.routers = Field.required(
                "routers",
                Shapes.list(router, 1, MOST_ROUTERS),
                "every load balancer that carries the split, moved as one");
        var fields = new ArrayList<Field<?>>(List.of(CUTOVER, routers, GUARDS, STEPS, RAMP, WINDOW));
        fields.addAll(PolicyFields.ALL);
        this.mapping = Shapes.exactlyOne(Shapes.object(fields, this::plan), STEPS.name(), RAMP.name());
    }

    @Override
    public Optional<Plan> read(Node node, String path, Problems problems) {
        var plan = mapping.read(node, path, problems);
        if (plan.isEmpty()) {
            return plan;
        }
        boolean apart = requireRoutersApart(plan.get(), node, problems);
        boolean fits = requireWindowFits(plan.get(), node, problems);
        return apart && fits ? plan : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return mapping.schema();
    }

    private Plan plan(Values values) {
        var steps = values.find(STEPS).or(() -> values.find(RAMP));
        return new Plan(
                values.get(CUTOVER),
                values.get(routers),
                values.get(GUARDS),
                steps.orElseThrow(() -> new IllegalArgumentException("neither steps nor ramp")),
                values.get(WINDOW),
                PolicyFields.policies(values));
    }

    private static boolean requireRoutersApart(Plan plan, Node node, Problems problems) {
        var seen = new LinkedHashMap<String, Integer>();
        boolean apart = true;
        for (int i = 0; i < plan.nodes(); i++) {
            var first = seen.putIfAbsent(plan.routers().get(i).identity(), i);
            if (first != null) {
                var path = "routers[" + i + "]";
                problems.add(Problem.at(
                        Places.find(node, "routers", i),
                        path,
                        "the same as routers[" + first + "]",
                        "each split once"));
                apart = false;
            }
        }
        return apart;
    }

    /** The bakes and a rollback from the last of them must fit, or the cutover would end half-way by plan. */
    private static boolean requireWindowFits(Plan plan, Node node, Problems problems) {
        var window = plan.window();
        if (window.notBefore().isEmpty() || window.notAfter().isEmpty()) {
            return true;
        }
        var reserve = plan.policies().drain().plus(plan.policies().rollbackPatience());
        var needed = plan.leastDuration().plus(reserve);
        var length =
                Duration.between(window.notBefore().get(), window.notAfter().get());
        if (length.compareTo(needed) >= 0) {
            return true;
        }
        problems.add(Problem.at(
                Places.find(node, "window", "not-after"),
                "window.not-after",
                "the window lasts " + Durations.text(length),
                "at least " + Durations.text(needed) + ": " + Durations.text(plan.leastDuration()) + " of bakes and "
                        + Durations.text(reserve) + " to roll back"));
        return false;
    }
}
