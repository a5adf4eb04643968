package io.crossfade.core.port;

import java.util.concurrent.CompletionStage;

/** The memory of a cutover: every event that decided something, in order, with what was decided. */
public interface Journal {

    /**
     * Appends {@code entry}. The result completes on the {@link Loop} when the entry is durable, exceptionally where it
     * can not be made so. Entries become durable in the order of the calls.
     */
    CompletionStage<Void> append(JournalEntry entry);
}
