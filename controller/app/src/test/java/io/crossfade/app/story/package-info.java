@NullMarked
package io.crossfade.app.story;

import org.jspecify.annotations.NullMarked;
