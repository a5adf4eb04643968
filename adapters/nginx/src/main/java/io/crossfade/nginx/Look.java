package io.crossfade.nginx;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one look at an NGINX showed. The file and the process are two things: what counts is what serves.
 *
 * @param live what the include says; empty where it is not a text of ours
 * @param trouble why it is none; empty where it is
 * @param serving what was last shown to serve, where that is known
 * @param ahead why the include is not what serves; empty where it is
 * @param served the generation that a worker answered; empty without a probe
 * @param master the processes
 */
record Look(
        Optional<Include> live,
        String trouble,
        Optional<Include> serving,
        String ahead,
        Optional<String> served,
        Master master) {

    /** NGINX does not tell which servers of a group can take a request: it counts as one that can. */
    private static final int UNKNOWN_USABLE = 1;

    /** True where the include is a text of ours and serves. */
    boolean isProven() {
        return live.isPresent() && ahead.isEmpty();
    }

    /** The share of {@code spec}'s candidate that serves; where two are possible the larger one. */
    Share share(NginxSpec spec) {
        var file = live.map(include -> include.partsOf(spec.candidate()));
        var known = serving.map(include -> include.partsOf(spec.candidate()));
        if (isProven()) {
            return new Share(file.orElseThrow());
        }
        boolean answered = served.isEmpty()
                || serving.filter(include -> served.get().equals(Long.toString(include.generation())))
                        .isPresent();
        return new Share(known.isPresent() && answered ? known.get() : Math.max(known.orElse(0), file.orElse(0)));
    }

    /** What does not agree. */
    List<String> doubts(NginxSpec spec) {
        var doubts = new ArrayList<String>();
        if (!trouble.isEmpty()) {
            doubts.add(trouble);
        }
        if (!ahead.isEmpty()) {
            doubts.add(ahead);
        }
        (isProven() ? live : serving).flatMap(include -> include.misfit(spec)).ifPresent(doubts::add);
        return doubts;
    }

    /**
     * This as a reading with {@code doubts}. Old workers that have not ended stand for the requests that they carry,
     * of either cluster.
     */
    Reading reading(NginxSpec spec, List<String> doubts) {
        return new Reading(
                new AchievedShare(share(spec).parts(), Share.WHOLE),
                master.incarnation(),
                isProven(),
                UNKNOWN_USABLE,
                UNKNOWN_USABLE,
                master.leaving(),
                master.leaving(),
                doubts);
    }
}
