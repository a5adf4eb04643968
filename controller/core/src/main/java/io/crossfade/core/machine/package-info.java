/**
 * The decision core: a deterministic state machine. One event in, the next state and a list of commands out; no I/O, no
 * clock, no thread. Start at {@link io.crossfade.core.machine.Machine}; each state is a file of its own.
 */
@NullMarked
package io.crossfade.core.machine;

import org.jspecify.annotations.NullMarked;
