/**
 * Puts time limits, retries of reads and a circuit breaker round any router. Waiting is done by the loop; a rollback
 * and its reads pass through untouched.
 */
@NullMarked
package io.crossfade.resilient;

import org.jspecify.annotations.NullMarked;
