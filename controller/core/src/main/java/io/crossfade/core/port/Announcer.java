package io.crossfade.core.port;

import io.crossfade.core.machine.Announcement;

/** Tells people and programs what has happened, after it has happened. Must not throw and must not block. */
@FunctionalInterface
public interface Announcer {

    void announce(Announcement announcement);
}
