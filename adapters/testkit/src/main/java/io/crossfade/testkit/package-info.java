/**
 * The contract that every router and signal source passes, and what its tests need: launchers of real proxies and a
 * socket proxy that misbehaves. It is used in test scope only and depends on the core alone.
 */
@NullMarked
package io.crossfade.testkit;

import org.jspecify.annotations.NullMarked;
