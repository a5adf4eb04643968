/** Makes the story that a report tells: of a simulation, of a cutover as it runs, of a journal. */
@NullMarked
package io.crossfade.app.story;

import org.jspecify.annotations.NullMarked;
