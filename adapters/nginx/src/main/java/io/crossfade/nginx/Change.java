package io.crossfade.nginx;

import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.io.IOException;
import java.util.Optional;

/**
 * One write: the way back laid ready, the include renamed into its place, tested, reloaded, and shown to serve. Nothing
 * is restored that gives the candidate more than the write did. All of it blocks: for a worker thread.
 */
final class Change {

    /**
     * How a write ended.
     *
     * @param before the processes from before the reload, where it may still take effect
     */
    record End(WriteResult result, Optional<Master> before) {

        private static End settled(WriteResult result) {
            return new End(result, Optional.empty());
        }

        private static End open(String reason, Master before) {
            return new End(new WriteResult.Unknown(reason), Optional.of(before));
        }
    }

    private final NginxSpec spec;
    private final Placement placement;
    private final Sight sight;
    private final Readiness readiness;
    private final Reloading reloading;
    private final Write write;
    private final Share wanted;
    private final Halt halt;

    Change(
            NginxSpec spec,
            Placement placement,
            Sight sight,
            Readiness readiness,
            Reloading reloading,
            Write write,
            Halt halt) {
        this.spec = spec;
        this.placement = placement;
        this.sight = sight;
        this.readiness = readiness;
        this.reloading = reloading;
        this.write = write;
        this.wanted = write.split().candidate();
        this.halt = halt;
    }

    End run() {
        Look before;
        Optional<String> refusal;
        try {
            before = sight.lookBeforeWrite();
            refusal = placement.refusal(before.live());
        } catch (IOException e) {
            return write.lowers() ? withoutLook(e) : End.settled(new WriteResult.NotSent(Placement.message(e)));
        }
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        boolean same = before.live()
                .filter(live -> live.partsOf(spec.candidate()) == wanted.parts())
                .filter(live -> live.misfit(spec).isEmpty())
                .isPresent();
        boolean adopts = wanted.equals(before.share(spec));
        // A stopped master may have been told to reload by anybody: it is told again, and waited for.
        if (same && before.isProven() && !before.master().stopped()) {
            if (adopts && !write.lowers()) {
                readiness.takeForKnown();
            }
            return applied(before);
        }
        var objection = objection(before, adopts);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        if (same && write.lowers()) {
            // It lies there already, and another file might not fit on the disk.
            return bringIn(before.live().orElseThrow().generation(), adopts);
        }
        long generation;
        try {
            generation = placement.place(before, write);
        } catch (IOException e) {
            return End.settled(new WriteResult.NotSent("the include could not be written: " + Placement.message(e)));
        }
        return bringIn(generation, adopts);
    }

    /** What speaks against giving the candidate more; a write that lowers goes through, whatever there is. */
    private Optional<String> objection(Look before, boolean adopts) {
        if (write.lowers()) {
            return Optional.empty();
        }
        if (before.live().isEmpty()) {
            return Optional.of(before.trouble());
        }
        if (!before.isProven() && before.serving().isEmpty()) {
            return Optional.of(before.ahead() + ", and what serves is not known: reload NGINX first");
        }
        return adopts ? Optional.empty() : readiness.foreignChange();
    }

    private End bringIn(long generation, boolean adopts) {
        var tested = readiness.test(halt);
        if (halt.isSet()) {
            return overtaken();
        }
        if (!tested.succeeded() && !write.lowers()) {
            return restored("the test command fails: " + tested.words());
        }
        // A rollback is reloaded all the same: the test may lack a right that the reload has.
        var attempt = reloading.attempt(generation, halt);
        if (attempt.proven()) {
            return proven(adopts);
        }
        if (halt.isSet()) {
            return new End(
                    overtaken().result(), attempt.signalled() ? Optional.of(attempt.before()) : Optional.empty());
        }
        if (write.lowers()) {
            return tested.succeeded()
                    ? End.open(attempt.why(), attempt.before())
                    : refused("no way back: the test command fails: " + tested.words());
        }
        return takenBack(attempt);
    }

    private End proven(boolean adopts) {
        placement.remember();
        if (adopts && !write.lowers()) {
            readiness.takeForKnown();
        }
        try {
            return applied(sight.look());
        } catch (IOException e) {
            return End.settled(new WriteResult.Unknown("reloaded, and then not readable: " + Placement.message(e)));
        }
    }

    /** The reload was not shown to serve: the old text is put back and reloaded. */
    private End takenBack(Reloading.Attempt attempt) {
        var trouble = placement.restore();
        if (trouble.isPresent()) {
            return End.open(attempt.why() + "; " + trouble.get(), attempt.before());
        }
        if (!attempt.signalled()) {
            return refused(attempt.why() + "; the old split serves on");
        }
        if (reloading.oldServesAgain(attempt, halt)) {
            return refused(attempt.why() + "; the old split serves on");
        }
        return End.open(attempt.why() + "; the old include is back, not shown to serve", attempt.before());
    }

    private End restored(String why) {
        return placement.restore().map(trouble -> refused(why + "; " + trouble)).orElseGet(() -> refused(why));
    }

    /** NGINX cannot be looked at; what it would start or reload with is made the baseline's all the same. */
    private End withoutLook(IOException why) {
        try {
            var live = placement.live();
            var refusal = placement.refusal(live);
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
            placement.placeUnseen(live, write);
        } catch (IOException e) {
            return End.settled(new WriteResult.Unknown(Placement.message(why) + "; " + Placement.message(e)));
        }
        reloadUnseen();
        return End.settled(
                new WriteResult.Unknown(Placement.message(why) + "; its include gives the candidate " + wanted));
    }

    /** NGINX may run and only not be found; a reload of an all-baseline include can do no harm. */
    private void reloadUnseen() {
        Command.run(spec.reload(), Readiness.TEST_LIMIT);
    }

    private End applied(Look look) {
        return End.settled(new WriteResult.Applied(look.reading(spec, look.doubts(spec)), wanted.exactly()));
    }

    /** The newer write puts its own text in the place of this; until then nobody's reload may bring it. */
    private End overtaken() {
        var trouble = write.lowers() ? Optional.<String>empty() : placement.restore();
        return End.settled(new WriteResult.Unknown("overtaken by a newer write"
                + trouble.map(words -> "; " + words).orElse("")));
    }

    private static End refused(String reason) {
        return End.settled(new WriteResult.Refused(reason));
    }
}
