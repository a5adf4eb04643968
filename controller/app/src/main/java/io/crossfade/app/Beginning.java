package io.crossfade.app;

import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Loop;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.server.journal.FileJournal;
import java.util.List;

/** What a session begins with: a cutover that has not begun, or one that another process has left. */
sealed interface Beginning permits Preflight.Seen, Resumption {

    /** What was found at the load balancers. */
    Findings findings();

    /** The journal to write to; what is known now is durable on return. */
    FileJournal journal(Records records, Loop loop) throws Quit;

    Reactor reactor(Plan plan, Ports ports);

    /** What the evidence had come to by the last record of it, for a judge that goes on; empty for a new cutover. */
    List<Wealth> wealth();
}
