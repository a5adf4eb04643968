package io.crossfade.testkit;

import java.time.Duration;

/** How a {@link ToxicProxy} treats the connections that it accepts from now on. */
public sealed interface Toxic {

    /** Forwards as it should. */
    record None() implements Toxic {}

    /** Nobody listens: the listener is closed, and the file of a Unix socket left. */
    record Refuse() implements Toxic {}

    /** Accepts and does nothing: not a byte reaches the other side. */
    record Hang() implements Toxic {}

    /** Forwards the request and keeps the reply to itself: what was asked happens, and nobody hears of it. */
    record Mute() implements Toxic {}

    /** Closes after so many bytes of the reply. */
    record CutReply(int bytes) implements Toxic {}

    /** Closes after so many bytes of the request have been forwarded. */
    record CutRequest(int bytes) implements Toxic {}

    /** Holds each chunk of the reply back for this long. */
    record Delay(Duration duration) implements Toxic {}

    /** Forwards the reply one byte at a time with this pause. */
    record Drip(Duration pause) implements Toxic {}

    /** Answers with so many bytes of nonsense without asking anybody. */
    record Flood(int bytes) implements Toxic {}

    /** Accepts, reads the first bytes and closes with a reset (on a Unix socket: closes at once). */
    record Reset() implements Toxic {}
}
