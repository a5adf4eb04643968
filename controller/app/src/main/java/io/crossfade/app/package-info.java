/** The command line and the one runnable jar. Only this package looks for adapters with the service loader. */
@NullMarked
package io.crossfade.app;

import org.jspecify.annotations.NullMarked;
