package io.crossfade.app.view;

import java.time.Duration;

/** What comes next, in words, and when. */
final class Upcoming {

    private final View view;

    Upcoming(View view) {
        this.view = view;
    }

    /** Empty where nothing comes. */
    String text() {
        return switch (view.phase()) {
            case RECOVERING -> "a bake anew, once every load balancer was read and watched for a while";
            case WAITING -> goal() + " as soon as every load balancer and request stream is there";
            case SHIFTING ->
                "bake "
                        + view.schedule()
                                .map(times -> Numbers.seconds(times.bakeAtLeast()))
                                .orElse("") + " once every node reads back, " + done();
            case BAKING -> view.schedule().map(this::baking).orElse("");
            case AWAITING_APPROVAL ->
                view.schedule()
                        .flatMap(View.Schedule::approval)
                        .map(this::approval)
                        .orElse("");
            case HELD -> "nothing by itself: resume or roll back; the guards stay on";
            case RESTORING -> "held, once every node reads back, " + done();
            case ROLLING_BACK -> "the end, once every node is verified without the candidate, " + done();
            case DRAINING -> "the end, once the requests in flight are done";
            case UNVERIFIED -> "look at every load balancer by hand, now";
            case PROMOTED, ROLLED_BACK, ROLLED_BACK_BY_OPERATOR, ENDED_HELD, UNKNOWN -> "";
        };
    }

    private String goal() {
        return view.next().orElse("promoted");
    }

    private String done() {
        return view.nodes().stream().filter(View.Node::asDesired).count() + "/"
                + view.nodes().size();
    }

    private String baking(View.Schedule times) {
        var elapsed = view.inPhase().orElse(Duration.ZERO);
        var goal = times.approval().isPresent() ? "approval for " + goal() : goal();
        var left = times.bakeAtLeast().minus(elapsed);
        return left.compareTo(Duration.ZERO) > 0
                ? goal + " in " + Numbers.seconds(left) + " if every guard passes"
                : goal + " once every guard passes; held in "
                        + Numbers.seconds(times.bakeAtMost().minus(elapsed)) + " otherwise";
    }

    private String approval(View.Approval approval) {
        var left = approval.within().minus(view.inPhase().orElse(Duration.ZERO));
        return goal() + " once approved; " + (approval.elseRollsBack() ? "rolled back" : "held") + " in "
                + Numbers.seconds(left) + " otherwise";
    }
}
