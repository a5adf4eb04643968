/** Splits traffic by one include file of an NGINX, and reads its requests from its log. */
@NullMarked
package io.crossfade.nginx;

import org.jspecify.annotations.NullMarked;
