/**
 * A whole cutover without anything but Java: two small clusters, a load, and a weighted proxy as one more load
 * balancer. Start at {@link io.crossfade.app.demo.Demo}. The controller that moves the traffic is the real one and
 * knows nothing of this package.
 */
@NullMarked
package io.crossfade.app.demo;

import org.jspecify.annotations.NullMarked;
