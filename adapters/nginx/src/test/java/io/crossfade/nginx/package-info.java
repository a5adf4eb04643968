/** NGINX's adapter against golden text and against a real NGINX. */
@NullMarked
package io.crossfade.nginx;

import org.jspecify.annotations.NullMarked;
