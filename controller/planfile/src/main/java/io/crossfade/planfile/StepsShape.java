package io.crossfade.planfile;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declaration of {@code steps:}: shares that rise to 100%. */
final class StepsShape implements Shape<List<Step>> {

    /** The most steps, written or of a ramp. */
    static final int MOST = 500;

    private static final Field<Share> CANDIDATE =
            Field.required("candidate", Shapes.share(), "the share that the candidate is to have");
    private static final Field<Bake> BAKE =
            Field.required("bake", BakeShape.shape(), "the time that this step must survive");
    private static final Field<Gate> GATE =
            Field.optional("gate", GateShape.shape(), "what must hold besides guards before this step is left");

    private final Shape<List<Step>> list = Shapes.list(
            Shapes.object(
                    List.of(CANDIDATE, BAKE, GATE),
                    values -> new Step(values.get(CANDIDATE), values.get(BAKE), values.find(GATE), false)),
            1,
            MOST);

    @Override
    public Optional<List<Step>> read(Node node, String path, Problems problems) {
        var steps = list.read(node, path, problems);
        boolean rising = !(node instanceof Node.Items items) || requireRising(items.items(), path, problems);
        return rising ? steps : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return list.schema();
    }

    /** Looks at the shares alone, so that a fault elsewhere in a step hides none here. */
    private static boolean requireRising(List<Node> steps, String path, Problems problems) {
        boolean rising = true;
        var highest = Share.NONE;
        for (int i = 0; i < Math.min(MOST, steps.size()); i++) {
            var node = Places.find(steps.get(i), CANDIDATE.name());
            var share = CANDIDATE.shape().read(node, path, new Problems());
            if (share.isEmpty() || share.get().isNone()) {
                continue;
            }
            var expected = fault(share.get(), highest, i == steps.size() - 1);
            if (!expected.isEmpty()) {
                var at = path + "[" + i + "]." + CANDIDATE.name();
                problems.add(Problem.at(node, at, node.shown(), expected));
                rising = false;
            }
            highest = share.get().compareTo(highest) > 0 ? share.get() : highest;
        }
        return rising;
    }

    /** What was expected of a share at its place; empty where it fits. */
    private static String fault(Share share, Share highest, boolean isLast) {
        if (isLast && !share.isAll()) {
            return "100% in the last step";
        }
        return share.compareTo(highest) > 0 ? "" : "more than the " + highest + " of a step before";
    }
}
