/**
 * The journal as a file: JSON lines, each with its number and a checksum, made durable one after the other on a thread
 * of their own. Start at {@link io.crossfade.server.journal.FileJournal} for writing and at
 * {@link io.crossfade.server.journal.JournalReader} for reading.
 */
@NullMarked
package io.crossfade.server.journal;

import org.jspecify.annotations.NullMarked;
