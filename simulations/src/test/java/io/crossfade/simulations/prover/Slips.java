package io.crossfade.simulations.prover;

import java.util.List;

/** The slips that the prover must find. */
final class Slips {

    private static final String MACHINE = "core/machine/";
    private static final String REACTOR = "core/reactor/";
    private static final String ANALYSIS = "core/analysis/";

    /** Caught within a few seeds, for every build. */
    static final List<Slip> QUICK = List.of(
            new Slip(
                    "forward before its record is durable",
                    REACTOR + "Reactor.java",
                    "if (apply.write().lowers()) {",
                    "if (true) {"),
            new Slip(
                    "the rollback waits for the journal",
                    REACTOR + "Reactor.java",
                    "if (apply.write().lowers()) {",
                    "if (false) {"),
            new Slip(
                    "advances on INCONCLUSIVE",
                    MACHINE + "Baking.java",
                    "if ((baked || early) && assessment.passes() && turn.allRead()) {",
                    "if ((baked || early) && turn.allRead()) {"),
            new Slip(
                    "ends early without a certificate",
                    MACHINE + "Baking.java",
                    "elapsed.compareTo(bake.atLeast()) >= 0 && assessment.certified();",
                    "elapsed.compareTo(bake.atLeast()) >= 0;"));

    static final List<Slip> OTHERS = List.of(
            new Slip(
                    "writes of a superseded generation are sent",
                    REACTOR + "Reactor.java",
                    "if (command.write().generation().equals(cutover.generation())) {",
                    "if (true) {"),
            new Slip(
                    "the generation is ignored when a write is confirmed",
                    MACHINE + "Machine.java",
                    "boolean latest = ended.write().generation().equals(cutover.generation());",
                    "boolean latest = true;"),
            new Slip(
                    "verified by the write, not by reading back",
                    MACHINE + "Machine.java",
                    "reading.share().equals(applied.asked()) && reading.doubts().isEmpty();",
                    "true;"),
            new Slip(
                    "an unknown answer is taken for applied",
                    REACTOR + "Nodes.java",
                    "index, write, failure == null ? result : new WriteResult.Unknown(String.valueOf(failure))));",
                    "index, write, result instanceof WriteResult.Unknown ? new WriteResult.Applied(new Reading("
                            + "write.aim(), \"1@1\", true, 2, 2, 0, 0, List.of()), write.aim()) : result));"),
            new Slip(
                    "guards off while held",
                    MACHINE + "Machine.java",
                    "if (cutover.state().guarded()) {",
                    "if (cutover.state().guarded() && !(cutover.state() instanceof Holding)) {"),
            new Slip(
                    "guards off while approval is awaited",
                    MACHINE + "Machine.java",
                    "if (cutover.state().guarded()) {",
                    "if (cutover.state().guarded() && !(cutover.state() instanceof AwaitingGate)) {"),
            new Slip(
                    "guards off until a shift is confirmed",
                    MACHINE + "Machine.java",
                    "if (cutover.state().guarded()) {",
                    "if (cutover.state().guarded() && !(cutover.state() instanceof Shifting)) {"),
            new Slip(
                    "a rollback waits for another node",
                    MACHINE + "Lowering.java",
                    "if (allowed.test(state) && concerns(state)) {",
                    "if (allowed.test(state) && concerns(state) && (node == 0 || !everyNode)) {"),
            new Slip(
                    "rolled back when one node is verified",
                    MACHINE + "Lowering.java",
                    "return cutover.nodes().stream().noneMatch(node -> isOpen(cutover, node));",
                    "return cutover.nodes().stream().anyMatch(node -> !isOpen(cutover, node));"),
            new Slip(
                    "verified while an older write may still land",
                    MACHINE + "NodeState.java",
                    "return confirmed.generation().equals(generation) && confirmed.clean() && !hasOpenBefore(generation);",
                    "return confirmed.generation().equals(generation);"),
            new Slip(
                    "a baseline without a server is rolled back to",
                    MACHINE + "Moves.java",
                    ".begin(draft, node -> state.force() || !node.baselineUnusable())",
                    ".begin(draft, node -> true)"),
            new Slip(
                    "the ceiling is not raised by a write",
                    MACHINE + "NodeState.java",
                    "var raised = AchievedShare.max(ceiling, write.aim());",
                    "var raised = ceiling;"),
            new Slip(
                    "a resume credits the time that was held",
                    MACHINE + "Moves.java",
                    "return draft.become(new Baking(step, turn.now().nanos(), leave))",
                    "return draft.become(new Baking(step, turn.cutover().state().sinceNanos(), leave))"),
            new Slip(
                    "a disturbance does not begin the bake anew",
                    MACHINE + "AtStep.java",
                    ".become(new Baking(step(), turn.now().nanos(), Baking.Leave.WHEN_BAKED))",
                    ".become(new Baking(step(), sinceNanos(), Baking.Leave.WHEN_BAKED))"),
            new Slip(
                    "the wall clock measures the bake",
                    REACTOR + "Reactor.java",
                    "var now = new Moment(ports.loop().nanos(), ports.loop().wall());\n        var before",
                    "var now = new Moment(ports.loop().wall().toEpochMilli() * 1_000_000L, ports.loop().wall());\n        var before"),
            new Slip(
                    "the window is carried across shares",
                    MACHINE + "Moves.java",
                    "return begin(turn, turn.draft().emptyPassing(), step, leave);",
                    "return begin(turn, turn.draft(), step, leave);"),
            new Slip(
                    "passing counts what started before",
                    ANALYSIS + "Gathering.java",
                    "if (evidence.isFresh(startedNanos)",
                    "if (true"),
            new Slip(
                    "passing on the acting ledger, which nothing empties",
                    ANALYSIS + "Evidence.java",
                    "passingCandidate.clear();",
                    "passingCandidate.add(0, 0);"),
            new Slip(
                    "nothing seen is taken for nothing wrong",
                    ANALYSIS + "Opinion.java",
                    "if (n < guard.minRequests()) {",
                    "if (n > 0 && n < guard.minRequests() || (rate = Double.isNaN(rate) ? 0 : rate) > 1) {"),
            new Slip(
                    "a doubt about a source keeps no step from passing",
                    ANALYSIS + "Assessment.java",
                    "return doubts.isEmpty()\n",
                    "return true\n"),
            new Slip(
                    "a person's change is written over",
                    MACHINE + "Trouble.java",
                    "case PARTLY_RESTORED, FLIPPED_BACK, FOREIGN, DOUBT -> Moves.hold(turn, step, text);",
                    "case PARTLY_RESTORED, FLIPPED_BACK, FOREIGN, DOUBT -> Moves.reapply(turn, step, text, false);"),
            new Slip("approval is not waited for", MACHINE + "Moves.java", "if (gate.isPresent()) {", "if (false) {"),
            new Slip(
                    "shifts after the window has closed",
                    MACHINE + "Moves.java",
                    "if (window.isTooLate(turn.now().wall())) {",
                    "if (false) {"),
            new Slip(
                    "a write that waited goes out after the end",
                    REACTOR + "Reactor.java",
                    "if (stopped) {\n            return;\n        }\n        watch.noticeDisturbance();",
                    "watch.noticeDisturbance();"),
            new Slip(
                    "a rollback that cannot be verified never ends",
                    MACHINE + "RollingBack.java",
                    "if (turn.now().since(sinceNanos).compareTo(patience) > 0) {",
                    "if (false) {"),
            new Slip(
                    "a shift that is not confirmed never ends",
                    MACHINE + "Shifting.java",
                    "if (turn.now().since(sinceNanos).compareTo(within) > 0) {",
                    "if (false) {"),
            new Slip(
                    "a new process forgets what the last one sent",
                    MACHINE + "NodeState.java",
                    "var open = openWrites.stream()\n",
                    "var open = List.<OpenWrite>of().stream()\n"),
            new Slip(
                    "a new process takes the number of the last one",
                    MACHINE + "Cutover.java",
                    "return next.with(generation.afterRestart());",
                    "return next.with(new Generation(0));"),
            new Slip(
                    "raises on what was read before a stop",
                    MACHINE + "Cutover.java",
                    "return new Cutover(plan, state, nodes, generation, reloads, drifts, -1L >>> (Long.SIZE - nodes.size()));",
                    "return this;"),
            new Slip(
                    "what changes no split is not recorded",
                    REACTOR + "Reactor.java",
                    "boolean decided = !cutover.equals(before) || !decision.commands().isEmpty() || waiting.answer() != null;",
                    "boolean decided = !decision.commands().isEmpty() || waiting.answer() != null;"),
            new Slip(
                    "a broken page stops the rollback",
                    REACTOR + "Reactor.java",
                    "} catch (RuntimeException ignored) {\n            // Telling",
                    "} catch (IllegalStateException ignored) {\n            // Telling"),
            new Slip(
                    "the way back is written without end",
                    MACHINE + "Lowering.java",
                    "boolean due = state.nextAttempt(cutover.generation()) <= attemptsBy(elapsed, state.hasOpen());",
                    "boolean due = true;"),
            new Slip(
                    "a spared node is rolled back once an older write ends",
                    MACHINE + "Lowering.java",
                    "return quiet && isOpen(cutover, node) && allowed.test(node)",
                    "return quiet && isOpen(cutover, node)"),
            new Slip(
                    "an answer from before a stop passes for one of now",
                    REACTOR + "Nodes.java",
                    "if (stopped || epoch != epochBefore) {",
                    "if (stopped) {"));

    private Slips() {}
}
