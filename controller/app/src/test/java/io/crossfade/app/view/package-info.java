@NullMarked
package io.crossfade.app.view;

import org.jspecify.annotations.NullMarked;
