/**
 * The shell round the decision core: the loop on Vert.x, the state folder and its lock, the control socket, and what
 * tells people. Nothing here decides; start at {@link io.crossfade.server.VertxLoop} and
 * {@link io.crossfade.server.ControlSocket}.
 */
@NullMarked
package io.crossfade.server;

import org.jspecify.annotations.NullMarked;
