/**
 * What the judge is measured with: worlds of requests, contenders that see the same requests (the judge, the threshold
 * guards, tests that know the truth, the rules of other tools), and the tables that compare them with the limit that no
 * test can pass.
 */
@NullMarked
package io.crossfade.simulations.yardstick;

import org.jspecify.annotations.NullMarked;
