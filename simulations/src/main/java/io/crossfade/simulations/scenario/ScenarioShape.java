package io.crossfade.simulations.scenario;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Cluster;
import io.crossfade.simulations.scenario.Incident.Kind;
import io.crossfade.simulations.scenario.Incident.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The declaration of a scenario file. */
final class ScenarioShape {

    private enum Nobody {
        NEVER
    }

    private static final Shape<String> SENTENCE = Shapes.text("\\S.{0,399}", "a sentence of at most 400 characters");

    private static final Field<String> NAME = Field.required(
            "scenario",
            Shapes.text(Scenario.NAME_PATTERN, "a name of 1 to 63 lower-case letters, digits and hyphens"),
            "the scenario's name");
    private static final Field<String> ABOUT = Field.required("about", SENTENCE, "what happens, in a sentence");
    private static final Field<Load> TRAFFIC =
            Field.withDefault("traffic", LoadShape.shape(), Load.USUAL, "how requests come");
    private static final Field<ClusterShape> BASELINE =
            Field.withDefault("baseline", ClusterFields.shape(), ClusterShape.USUAL, "the cluster now serving");
    private static final Field<ClusterShape> CANDIDATE =
            Field.withDefault("candidate", ClusterFields.shape(), ClusterShape.USUAL, "the cluster being introduced");
    private static final Field<List<Fault>> FAULTS =
            Parts.many("faults", FaultShape.shape(), "what goes wrong in the clusters");
    private static final Field<List<Incident>> BALANCERS =
            Parts.many("load-balancers", IncidentShape.loadBalancer(), "what happens at the load balancers");
    private static final Field<List<Incident>> SIGNALS =
            Parts.many("signals", IncidentShape.signal(), "what happens to the signals");
    private static final Field<List<Incident>> CONTROLLER =
            Parts.many("controller", IncidentShape.controller(), "what happens to the controller");
    private static final Field<List<Incident>> OPERATOR =
            Parts.many("operator", IncidentShape.operator(), "what the operator says");
    private static final Field<Optional<Duration>> APPROVALS = Field.withDefault(
            "approvals",
            Shapes.either(
                    node -> node instanceof Node.Scalar scalar
                            && !scalar.text().isEmpty()
                            && Character.isDigit(scalar.text().charAt(0)),
                    Shapes.mapped(Shapes.duration(), Optional::of),
                    Shapes.mapped(Shapes.choice(Nobody.class), never -> Optional.<Duration>empty())),
            Optional.of(Duration.ofSeconds(30)),
            "how long after it is asked for an approval comes, or never");
    private static final Field<Duration> PATIENCE = Field.withDefault(
            "patience", Parts.SOME_TIME, Duration.ofMinutes(10), "how long held before the process is ended");
    private static final Field<Ending> EXPECT =
            Field.optional("expect", Shapes.choice(Ending.class), "how it is to end");
    private static final Field<List<String>> SAYS = Parts.many("says", SENTENCE, "what the story must contain");

    private ScenarioShape() {}

    static Shape<Scenario> shape() {
        return Shapes.object(
                List.of(
                        NAME,
                        ABOUT,
                        TRAFFIC,
                        BASELINE,
                        CANDIDATE,
                        FAULTS,
                        BALANCERS,
                        SIGNALS,
                        CONTROLLER,
                        OPERATOR,
                        APPROVALS,
                        PATIENCE,
                        EXPECT,
                        SAYS),
                ScenarioShape::scenario);
    }

    private static Scenario scenario(Values values) {
        refuseContradictions(values);
        var incidents = new ArrayList<Incident>();
        List.of(BALANCERS, SIGNALS, CONTROLLER, OPERATOR).forEach(field -> incidents.addAll(values.get(field)));
        return new Scenario(
                values.get(NAME),
                values.get(ABOUT),
                values.get(TRAFFIC),
                values.get(BASELINE),
                values.get(CANDIDATE),
                values.get(FAULTS),
                incidents,
                values.get(APPROVALS),
                values.get(PATIENCE),
                values.find(EXPECT),
                values.get(SAYS));
    }

    /** What each part allows and all together do not. */
    private static void refuseContradictions(Values values) {
        for (int i = 0; i < values.get(FAULTS).size(); i++) {
            var fault = values.get(FAULTS).get(i);
            int most = fault.in()
                    .map(cluster -> servers(values, cluster))
                    .orElseGet(() -> Math.min(servers(values, Cluster.BASELINE), servers(values, Cluster.CANDIDATE)));
            if (fault.server().filter(server -> server > most).isPresent()) {
                values.problem(
                        FAULTS,
                        "fault " + (i + 1) + " is in server " + fault.server().orElseThrow() + ", and the cluster has "
                                + most,
                        "a server that there is");
            }
        }
        for (var incident : values.get(BALANCERS)) {
            if (incident.kind() instanceof Kind.Usable usable && usable.servers() > servers(values, usable.in())) {
                values.problem(
                        BALANCERS,
                        usable.servers() + " usable servers of " + servers(values, usable.in()),
                        "no more than there are");
            }
        }
        boolean rollsBack = values.get(OPERATOR).stream()
                .anyMatch(incident -> incident.kind() instanceof Kind.Word word && word.verb() == Verb.ROLLBACK);
        var expected = values.find(EXPECT);
        if (expected.filter(Ending.ROLLED_BACK_BY_OPERATOR::equals).isPresent() && !rollsBack) {
            values.problem(
                    EXPECT,
                    "rolled-back-by-operator, and no operator rolls back",
                    "an operator who does, or another end");
        }
    }

    private static int servers(Values values, Cluster cluster) {
        return values.get(cluster == Cluster.CANDIDATE ? CANDIDATE : BASELINE).servers();
    }
}
