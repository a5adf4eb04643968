/**
 * Reads the plan file: YAML in, config nodes with line and column out. Nothing here knows Vert.x or touches a load
 * balancer.
 */
@NullMarked
package io.crossfade.planfile;

import org.jspecify.annotations.NullMarked;
