package io.crossfade.core.machine;

/**
 * A notice with where the cutover stood when it was made.
 *
 * @param sequence 1 for the first, then rising by one
 * @param at when
 * @param notice what
 * @param cutover where the cutover stands now
 */
public record Announcement(long sequence, Moment at, Notice notice, Cutover cutover) {}
