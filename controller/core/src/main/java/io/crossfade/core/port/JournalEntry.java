package io.crossfade.core.port;

import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Moment;

/**
 * One record of the journal: an event that decided something, and the decision; or an evaluation that decided nothing
 * but whose evidence has moved far since the last recorded one.
 *
 * @param sequence 1 for the first entry, then rising by one
 * @param at when it was handled
 * @param event what happened
 * @param decision what followed from it
 */
public record JournalEntry(long sequence, Moment at, Event event, Decision decision) {}
