/**
 * A plan file as a tree of nodes that know their line and column, the problems found in it, and the declarations
 * (shapes and fields) from which both parsing and JSON Schema are made. Knows no YAML; start at
 * {@link io.crossfade.core.config.Shape}.
 */
@NullMarked
package io.crossfade.core.config;

import org.jspecify.annotations.NullMarked;
