package io.crossfade.core.analysis;

import io.crossfade.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is doubtful about the sources of a plan's nodes. A doubt keeps a step from passing; it never makes a guard fail.
 *
 * <p>A source that tells no counters at all is judged by its lines; one that told some and stops is in doubt.
 */
final class Doubts {

    private static final long COUNTERS_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<Source> sources = new ArrayList<>();
    private final Accounts accounts;
    private final ShareCheck share;

    private static final class Source {
        final String label;

        /** Why the stream is not whole; null while it is. Until a source says that it is attached, it is not. */
        @Nullable String detached = "not attached yet";

        @Nullable String incarnation;

        boolean counted;
        boolean countersOnly;
        long countedAt;

        Source(String label) {
            this.label = label;
        }
    }

    Doubts(Plan plan, Accounts accounts, ShareCheck share) {
        plan.routers().forEach(router -> sources.add(new Source(router.label())));
        this.accounts = accounts;
        this.share = share;
    }

    void attached(int node) {
        sources.get(node).detached = null;
        sources.get(node).countersOnly = false;
    }

    /** Counters are all that will come: from here they are missed where they stay away. */
    void countersOnly(int node, long nowNanos) {
        sources.get(node).detached = null;
        sources.get(node).countersOnly = true;
        counted(node, Math.max(0, nowNanos));
    }

    void detached(int node, String why) {
        sources.get(node).detached = why;
    }

    void counted(int node, long nowNanos) {
        Source source = sources.get(node);
        source.counted = true;
        source.countedAt = nowNanos;
    }

    /** True where {@code incarnation} is another life than the one known. */
    boolean isNewLife(int node, String incarnation) {
        Source source = sources.get(node);
        boolean other = source.incarnation != null && !source.incarnation.equals(incarnation);
        source.incarnation = incarnation;
        return other;
    }

    List<String> at(long nowNanos, boolean candidateCarries) {
        List<String> doubts = new ArrayList<>();
        for (int node = 0; node < sources.size(); node++) {
            Source source = sources.get(node);
            if (source.detached != null) {
                doubts.add(source.label + ": request stream detached, " + source.detached);
            }
            if (candidateCarries && source.counted && nowNanos - source.countedAt > COUNTERS_AGE_NANOS) {
                doubts.add(source.label + ": no counters for " + Words.wait((nowNanos - source.countedAt) / 1e9));
            }
            if (!candidateCarries) {
                // Nothing is judged by those that were lost: a loss that is past keeps nobody from beginning.
                accounts.forEachOf(node, Account::forgiveLoss);
            }
            if (losesLines(node)) {
                doubts.add(source.label + ": the request stream tells of fewer requests than the counters");
            }
        }
        if (candidateCarries) {
            share.doubt().ifPresent(doubts::add);
        }
        return doubts;
    }

    private boolean losesLines(int node) {
        if (sources.get(node).countersOnly) {
            return false;
        }
        boolean[] loses = new boolean[1];
        accounts.forEachOf(node, account -> loses[0] |= account.losesLines());
        return loses[0];
    }
}
