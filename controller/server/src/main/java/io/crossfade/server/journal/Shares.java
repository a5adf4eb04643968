package io.crossfade.server.journal;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Step;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How shares are written. A share model is written as what it makes of each share that the plan asks for: that is all
 * that a decision can ever ask it, and no adapter is needed to read it again.
 */
final class Shares {

    private static final String EXACT = "exact";

    /** The usable servers, and with them the model, change a few times a cutover; a search for weights takes long. */
    private static final int MOST_REMEMBERED = 64;

    private final List<Share> asked;
    private final Map<ShareModel, JsonObject> remembered = new LinkedHashMap<>();

    Shares(Plan plan) {
        asked = plan.steps().stream().map(Step::candidate).distinct().sorted().toList();
    }

    /** In lowest terms: shares are equal by their value, and so is what is written of them. */
    static String text(AchievedShare share) {
        var divisor = BigInteger.valueOf(share.candidate())
                .gcd(BigInteger.valueOf(share.total()))
                .longValueExact();
        return share.candidate() / divisor + "/" + share.total() / divisor;
    }

    static AchievedShare share(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("share: " + text + " (expected: a fraction such as 1/100)");
        }
        return new AchievedShare(
                Long.parseLong(text, 0, slash, 10), Long.parseLong(text, slash + 1, text.length(), 10));
    }

    Object model(ShareModel model) {
        if (model == ShareModel.EXACT) {
            return EXACT;
        }
        var known = remembered.get(model);
        if (known == null) {
            known = new JsonObject();
            for (var share : asked) {
                known.put(Integer.toString(share.parts()), text(model.achieved(share)));
            }
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(model, known);
        }
        return known;
    }

    ShareModel model(Fields fields, String key) {
        if (fields.json().getValue(key) instanceof String text) {
            if (text.equals(EXACT)) {
                return ShareModel.EXACT;
            }
            throw fields.wrong(key, text, EXACT + " or an object");
        }
        var table = fields.fields(key);
        var achieved = new LinkedHashMap<Share, AchievedShare>();
        for (var parts : table.json().fieldNames()) {
            achieved.put(new Share(Integer.parseInt(parts)), share(table.text(parts)));
        }
        return new Table(achieved);
    }

    /** A model that knows the shares of one plan. */
    private record Table(Map<Share, AchievedShare> known) implements ShareModel {

        @Override
        public AchievedShare achieved(Share asked) {
            if (asked.isNone() || asked.isAll()) {
                return asked.exactly();
            }
            var share = known.get(asked);
            if (share == null) {
                throw new IllegalArgumentException("share: " + asked + " (expected: one of the plan's, " + known + ")");
            }
            return share;
        }
    }
}
