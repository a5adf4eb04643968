/**
 * The single-threaded shell of the decision core: events in, machine step, journal, commands out. Runs alike on a real
 * event loop and in virtual time; start at {@link io.crossfade.core.reactor.Reactor}.
 */
@NullMarked
package io.crossfade.core.reactor;

import org.jspecify.annotations.NullMarked;
