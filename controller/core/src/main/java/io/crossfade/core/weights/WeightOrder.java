package io.crossfade.core.weights;

import io.crossfade.core.weights.WeightModel.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * In which order weights are written so that after every single command the candidate's share is no more than before or
 * after the move, and some server can take requests. Pure.
 */
public final class WeightOrder {

    /** One command: one server gets one weight. */
    public record Setting(String server, int weight) {}

    private WeightOrder() {}

    /**
     * From weights that were read: baseline up, candidate down, candidate up, baseline down. Every server is written, so
     * that the end is certain also where a weight has changed since.
     */
    public static List<Setting> from(WeightModel model, Weights present, Weights target) {
        var raised = new ArrayList<Integer>();
        for (int index = 0; index < model.baseline().size(); index++) {
            raised.add(Math.max(present.baseline().get(index), target.baseline().get(index)));
        }
        var settings = new ArrayList<Setting>();
        settings.addAll(settings(model.baseline(), raised, index -> true));
        settings.addAll(settings(model.candidate(), target.candidate(), index -> isLess(target, present, index)));
        settings.addAll(settings(model.candidate(), target.candidate(), index -> !isLess(target, present, index)));
        settings.addAll(settings(
                model.baseline(), target.baseline(), index -> target.baseline().get(index) < raised.get(index)));
        return List.copyOf(settings);
    }

    /**
     * From weights that nobody has read, for a move that lowers the share. The baseline first goes as high as it can:
     * that is no lower than anything that was written before, so the share does not rise; and no less than the target,
     * so the share is no more than at the end when the candidate's weights are written. Round-robin starves a server for
     * some dozens of requests when its weight falls far, so a move that is not urgent goes {@link #from} a reading.
     */
    public static List<Setting> blind(WeightModel model, Weights target) {
        int highest = model.baseline().stream().mapToInt(Member::base).max().orElse(1);
        var most = model.baseline().stream()
                .map(member -> (Weights.MOST * member.base() + highest - 1) / highest)
                .toList();
        return from(model, new Weights(most, target.candidate()), target);
    }

    private static boolean isLess(Weights target, Weights present, int index) {
        return target.candidate().get(index) < present.candidate().get(index);
    }

    private static List<Setting> settings(List<Member> members, List<Integer> weights, IntPredicate wanted) {
        return IntStream.range(0, members.size())
                .filter(wanted)
                .mapToObj(index -> new Setting(members.get(index).name(), weights.get(index)))
                .toList();
    }
}
