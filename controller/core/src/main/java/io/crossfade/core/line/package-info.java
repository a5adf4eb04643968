/**
 * What adapters need to read the lines of a request stream without allocating: one line after the other out of chunks,
 * and the number of a server by the bytes of its name.
 */
@NullMarked
package io.crossfade.core.line;

import org.jspecify.annotations.NullMarked;
