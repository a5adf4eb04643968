/** Renders the story of a cutover, real or simulated. Pure: a story in, a document out. */
@NullMarked
package io.crossfade.report;

import org.jspecify.annotations.NullMarked;
