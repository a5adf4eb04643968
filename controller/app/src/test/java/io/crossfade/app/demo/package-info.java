@NullMarked
package io.crossfade.app.demo;

import org.jspecify.annotations.NullMarked;
