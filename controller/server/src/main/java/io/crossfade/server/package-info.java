/**
 * The Vert.x shell round the core: the loop, the control socket, metrics and the journal file. Decisions are made in
 * the core, never here.
 */
@NullMarked
package io.crossfade.server;

import org.jspecify.annotations.NullMarked;
