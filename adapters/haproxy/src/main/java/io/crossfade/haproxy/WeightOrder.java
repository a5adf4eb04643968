package io.crossfade.haproxy;

import io.crossfade.haproxy.WeightModel.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order weights are written so that after every single command the candidate's share is no more than before or
 * after the move, and some server can take requests. Pure.
 */
final class WeightOrder {

    /** One command: one server gets one weight. */
    record Setting(String server, int weight) {}

    private WeightOrder() {}

    /**
     * From weights that were read: baseline up, candidate down, candidate up, baseline down. What is already as it
     * should be is not written.
     */
    static List<Setting> known(WeightModel model, Weights present, Weights target) {
        var settings = new ArrayList<Setting>();
        settings.addAll(moves(model.baseline(), present.baseline(), target.baseline(), true));
        settings.addAll(moves(model.candidate(), present.candidate(), target.candidate(), false));
        settings.addAll(moves(model.candidate(), present.candidate(), target.candidate(), true));
        settings.addAll(moves(model.baseline(), present.baseline(), target.baseline(), false));
        return List.copyOf(settings);
    }

    /**
     * From weights that nobody has read: the baseline as high as it goes, the candidate to its target, the baseline to its
     * target. As high as it goes is no lower than anything that was written before, so the share does not rise with the
     * first; and it is no less than the target, so the share after the second is no more than at the end.
     */
    static List<Setting> blind(WeightModel model, Weights target) {
        var settings = new ArrayList<Setting>();
        int highest = model.baseline().stream().mapToInt(Member::base).max().orElse(1);
        var raised = model.baseline().stream()
                .map(member -> (Weights.MOST * member.base() + highest - 1) / highest)
                .toList();
        for (int index = 0; index < raised.size(); index++) {
            settings.add(new Setting(model.baseline().get(index).name(), raised.get(index)));
        }
        for (int index = 0; index < model.candidate().size(); index++) {
            settings.add(new Setting(
                    model.candidate().get(index).name(), target.candidate().get(index)));
        }
        settings.addAll(moves(model.baseline(), raised, target.baseline(), false));
        return List.copyOf(settings);
    }

    private static List<Setting> moves(List<Member> members, List<Integer> from, List<Integer> to, boolean up) {
        var settings = new ArrayList<Setting>();
        for (int index = 0; index < members.size(); index++) {
            int change = to.get(index) - from.get(index);
            if (up ? change > 0 : change < 0) {
                settings.add(new Setting(members.get(index).name(), to.get(index)));
            }
        }
        return settings;
    }
}
