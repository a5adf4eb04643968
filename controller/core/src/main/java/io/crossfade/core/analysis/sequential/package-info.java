/**
 * Sequential tests that may be looked at after every request: each is a betting wealth that starts at 1 and exceeds
 * {@code 1/alpha} with probability at most {@code alpha} while the candidate is acceptable, whatever the traffic does
 * (an e-process; Ville's inequality). Pure arithmetic, bounded memory, nothing allocated per request.
 *
 * <p>What the guarantee rests on: which cluster a request goes to does not depend on the request's own fate; failures
 * come in clusters no larger than the exponent allows for; everything that a bet is made of was known before the
 * request that it is made on.
 */
@NullMarked
package io.crossfade.core.analysis.sequential;

import org.jspecify.annotations.NullMarked;
