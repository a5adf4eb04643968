@NullMarked
package io.crossfade.server.journal;

import org.jspecify.annotations.NullMarked;
