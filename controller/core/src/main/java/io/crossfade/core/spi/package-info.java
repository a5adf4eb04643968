/**
 * What an adapter provides so that a load balancer can be named in a plan. Start at
 * {@link io.crossfade.core.spi.AdapterProvider}.
 */
@NullMarked
package io.crossfade.core.spi;

import org.jspecify.annotations.NullMarked;
