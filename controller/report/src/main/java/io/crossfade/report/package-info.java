/**
 * Renders the story of a cutover, real or simulated. Pure: a {@link io.crossfade.report.Story} in, a document out, the
 * same for the same story.
 */
@NullMarked
package io.crossfade.report;

import org.jspecify.annotations.NullMarked;
