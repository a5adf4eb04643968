package io.crossfade.simulations;

import io.crossfade.core.config.Durations;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import io.crossfade.simulations.scenario.Fault;
import io.crossfade.simulations.scenario.Fault.Effect;
import io.crossfade.simulations.scenario.Incident;
import io.crossfade.simulations.scenario.Incident.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** What a scenario does, in words. */
final class Words {

    private Words() {}

    static String of(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Duration duration) {
        return Durations.text(Duration.ofMillis(duration.toMillis()));
    }

    static String of(Fault fault) {
        var who = fault.in().map(Cluster::word).orElse("both clusters");
        var where =
                fault.server().map(server -> "server " + server + " of " + who).orElse(who);
        var above = fault.above().map(share -> ", above " + share).orElse("");
        var growing = fault.growing()
                .map(time -> ", growing over " + Durations.text(time))
                .orElse("");
        return where + ": " + effect(fault.effect()) + above + growing;
    }

    static String of(Incident incident) {
        var where = incident.node()
                .map(node -> "load balancer " + node + ": ")
                .orElse(isAtNode(incident.kind()) ? "load balancer: " : "");
        return where + kind(incident.kind());
    }

    private static boolean isAtNode(Kind kind) {
        return kind instanceof Kind.Writes
                || kind instanceof Kind.Answers
                || kind instanceof Kind.Freeze
                || kind instanceof Kind.Unreadable
                || kind instanceof Kind.Reload
                || kind instanceof Kind.Hand
                || kind instanceof Kind.Usable;
    }

    private static String effect(Effect effect) {
        if (effect instanceof Effect.Errors errors) {
            return percent(errors.rate()) + " of the requests fail";
        }
        if (effect instanceof Effect.Hang hang) {
            return percent(hang.rate()) + " of the requests hang";
        }
        if (effect instanceof Effect.Slow slow) {
            return "answers take " + percent(slow.times()) + " of their time";
        }
        if (effect instanceof Effect.Delay delay) {
            return "answers take " + Durations.text(delay.by()) + " longer";
        }
        if (effect instanceof Effect.Capacity capacity) {
            return "serves at most " + capacity.perSecond() + " requests a second";
        }
        if (effect instanceof Effect.Clusters clusters) {
            return percent(clusters.rate()) + " of the requests fail for " + Durations.text(clusters.each()) + " every "
                    + Durations.text(clusters.every()) + " or so";
        }
        if (effect instanceof Effect.Pauses pauses) {
            return "pauses for " + Durations.text(pauses.each()) + " every " + Durations.text(pauses.every());
        }
        return "refuses connections";
    }

    private static String kind(Kind kind) {
        if (kind instanceof Kind.Writes writes) {
            return "writes are " + word(writes.manner());
        }
        if (kind instanceof Kind.Answers answers) {
            return "answers take " + Durations.text(answers.by());
        }
        if (kind instanceof Kind.Reload reload) {
            return "reloaded with " + share(reload.share());
        }
        if (kind instanceof Kind.Hand hand) {
            return "another hand sets " + share(hand.share());
        }
        if (kind instanceof Kind.Usable usable) {
            return usable.servers() + " servers of the " + usable.in().word() + " are usable";
        }
        if (kind instanceof Kind.Lag lag) {
            return "lines of requests come " + Durations.text(lag.by()) + " late";
        }
        if (kind instanceof Kind.Loss loss) {
            return percent(loss.rate()) + " of the lines are lost";
        }
        if (kind instanceof Kind.Duplicates duplicates) {
            return percent(duplicates.rate()) + " of the lines come twice";
        }
        if (kind instanceof Kind.Jump jump) {
            return "the wall clock jumps by " + Durations.text(jump.by());
        }
        if (kind instanceof Kind.Stall stall) {
            return "the controller stands still for " + Durations.text(stall.lasting());
        }
        if (kind instanceof Kind.Crash crash) {
            return "the controller is killed; another is started after " + Durations.text(crash.downtime());
        }
        return kind instanceof Kind.Word word ? "the operator says: " + word(word.verb()) : quiet(kind);
    }

    private static String quiet(Kind kind) {
        if (kind instanceof Kind.Freeze) {
            return "frozen, what is sent waits";
        }
        if (kind instanceof Kind.Unreadable) {
            return "cannot be read";
        }
        if (kind instanceof Kind.Silence) {
            return "no line of a request comes, counters do";
        }
        if (kind instanceof Kind.Blackout) {
            return "neither lines nor counters come";
        }
        if (kind instanceof Kind.CountersOnly) {
            return "there are counters and no lines";
        }
        if (kind instanceof Kind.Detached) {
            return "the request stream is detached";
        }
        return "the journal's disk is slow and fails now and then";
    }

    private static String share(Share share) {
        return share + " for the candidate";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String percent(double rate) {
        return BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
