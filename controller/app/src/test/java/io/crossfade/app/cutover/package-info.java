/**
 * Whole cutovers, seen from outside: an operator's plan file, the runnable jar as a process, a real HAProxy and a load
 * whose clients tell what became of every request.
 */
@NullMarked
package io.crossfade.app.cutover;

import org.jspecify.annotations.NullMarked;
