/**
 * Requests, servers and the signals of load balancers in virtual time, made for speed: a request is a few additions in
 * primitive arrays, never an object and never a task of the loop.
 */
@NullMarked
package io.crossfade.simulations.world;

import org.jspecify.annotations.NullMarked;
