/**
 * What a person at a terminal sees of a cutover: a {@link io.crossfade.app.view.View} is the value, and
 * {@link io.crossfade.app.view.Renderer} the pure function that makes a {@link io.crossfade.app.view.Frame} of it. No
 * clock, no I/O: the same value gives the same bytes.
 */
@NullMarked
package io.crossfade.app.view;

import org.jspecify.annotations.NullMarked;
