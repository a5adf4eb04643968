package io.crossfade.nginx;

import io.crossfade.core.weights.WeightModel;
import io.crossfade.core.weights.WeightOrder;
import io.crossfade.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * One change of one server. NGINX carries out one after the other, so the order of several is part of what they mean.
 * Pure.
 *
 * @param server its address
 * @param body what the API is sent, one JSON object
 */
record Patch(String server, String body) {

    private static final String DOWN = "{\"down\":true}";
    private static final String UP = "{\"down\":false}";

    /**
     * What leads from {@code present} weights to {@code target}: after every single one the share is between those of
     * both ends, and some server can take requests.
     */
    static List<Patch> towards(WeightModel model, Weights present, Weights target) {
        return WeightOrder.from(model, present, target).stream()
                .map(setting -> new Patch(
                        setting.server(),
                        setting.weight() == 0 ? DOWN : "{\"weight\":" + setting.weight() + ",\"down\":false}"))
                .toList();
    }

    /**
     * What takes every request to the {@code baseline}, whatever the weights are: bringing a server up leaves its weight
     * as it is, so the candidate's share can only fall.
     */
    static List<Patch> wayBack(List<String> baseline, List<String> candidate) {
        var patches = new ArrayList<Patch>();
        baseline.forEach(server -> patches.add(new Patch(server, UP)));
        candidate.forEach(server -> patches.add(new Patch(server, DOWN)));
        return List.copyOf(patches);
    }

    /** The weight alone, for a server of a cluster that serves alone. */
    static Patch weight(String server, int weight) {
        return new Patch(server, "{\"weight\":" + weight + "}");
    }

    boolean takesDown() {
        return body.equals(DOWN);
    }
}
