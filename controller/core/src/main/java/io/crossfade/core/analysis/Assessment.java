package io.crossfade.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All verdicts of one evaluation, with what concerns the cutover as a whole.
 *
 * @param verdicts one for each guard, in the plan's order
 * @param doubts why nothing may pass now, such as a gap in a request stream or an observed share that disagrees; empty
 *     where nothing is in doubt
 * @param commonMode present where the candidate is over a limit and the baseline no less: hold, do not roll back
 * @param silent present where the candidate has a share but no request for the plan's {@code no-data-after}
 * @param wealth what the evidence had come to, in the plan's order of guards; empty where a judge has no memory beyond
 *     the stretch that it looks back over
 * @param certificates what is being shown of the candidate at a step that may end early, one for each guard that can be
 *     certified; empty elsewhere
 */
public record Assessment(
        List<Verdict> verdicts,
        List<String> doubts,
        Optional<String> commonMode,
        Optional<String> silent,
        List<Wealth> wealth,
        List<Certificate> certificates) {

    /** Before anything was seen. */
    public static final Assessment NOTHING_SEEN =
            new Assessment(List.of(), List.of("nothing seen yet"), Optional.empty(), Optional.empty());

    public Assessment {
        verdicts = List.copyOf(verdicts);
        doubts = List.copyOf(doubts);
        wealth = List.copyOf(wealth);
        certificates = List.copyOf(certificates);
    }

    /** An assessment at a step that does not end early. */
    public Assessment(
            List<Verdict> verdicts,
            List<String> doubts,
            Optional<String> commonMode,
            Optional<String> silent,
            List<Wealth> wealth) {
        this(verdicts, doubts, commonMode, silent, wealth, List.of());
    }

    /** An assessment of a judge without wealth. */
    public Assessment(
            List<Verdict> verdicts, List<String> doubts, Optional<String> commonMode, Optional<String> silent) {
        this(verdicts, doubts, commonMode, silent, List.of());
    }

    /** The first failing guard that is not a shadow. */
    public Optional<Verdict> failing() {
        return verdicts.stream()
                .filter(verdict -> !verdict.shadow() && verdict.status() == Status.FAIL)
                .findFirst();
    }

    /** True where nothing is in doubt and every guard that is not a shadow passes or does not apply. */
    public boolean passes() {
        return doubts.isEmpty()
                && commonMode.isEmpty()
                && verdicts.stream()
                        .filter(verdict -> !verdict.shadow())
                        .allMatch(verdict ->
                                verdict.status() == Status.PASS || verdict.status() == Status.NOT_APPLICABLE);
    }

    /** True where every guard that is not a shadow has a certificate, and each of them is given. */
    public boolean certified() {
        return !certificates.isEmpty()
                && verdicts.stream()
                        .filter(verdict -> !verdict.shadow())
                        .allMatch(verdict -> certificates.stream()
                                .anyMatch(one -> one.given() && one.guard().equals(verdict.guard())));
    }

    /** What the given certificates say, in words. */
    public String certificatesText() {
        return certificates.stream()
                .filter(Certificate::given)
                .map(Certificate::text)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** What keeps this from passing, in words; empty where it passes. */
    public String missing() {
        var missing = new ArrayList<String>();
        commonMode.ifPresent(missing::add);
        missing.addAll(doubts);
        verdicts.stream()
                .filter(verdict -> !verdict.shadow())
                .filter(verdict -> verdict.status() == Status.INCONCLUSIVE || verdict.status() == Status.FAIL)
                .forEach(verdict -> missing.add(verdict.text()));
        return String.join("; ", missing);
    }
}
