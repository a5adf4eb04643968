/**
 * Proposes the steps of a plan from the traffic that is expected and the harm that its operator would bear, and says what
 * given steps risk. Pure.
 */
@NullMarked
package io.crossfade.app.advice;

import org.jspecify.annotations.NullMarked;
