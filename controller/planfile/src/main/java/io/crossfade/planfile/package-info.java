/**
 * Reads the plan file: YAML in, config nodes with line and column out, and of those the plan or every fault with its
 * place. Prints the JSON Schema of the same declaration. Nothing here knows Vert.x or touches a load balancer; start
 * at {@link io.crossfade.planfile.PlanReader}.
 */
@NullMarked
package io.crossfade.planfile;

import org.jspecify.annotations.NullMarked;
