package io.crossfade.nginx;

/** What came of one request to the API. */
sealed interface PlusAnswer {

    /** Status 200 and JSON: an object or a list. */
    record Whole(Object json) implements PlusAnswer {}

    /** NGINX answered that it did not do it; why, and what helps. */
    record Refused(String reason, String remedy) implements PlusAnswer {}

    /** No connection was opened. */
    record NotSent(String reason) implements PlusAnswer {}

    /**
     * No whole answer, or one that says nothing.
     *
     * @param gone false where the request was given up on and may yet be carried out
     */
    record Cut(String reason, boolean gone) implements PlusAnswer {}

    /** Why there is no JSON; empty where there is. */
    default String trouble() {
        if (this instanceof Refused refused) {
            return refused.reason();
        }
        if (this instanceof NotSent notSent) {
            return notSent.reason();
        }
        return this instanceof Cut cut ? cut.reason() : "";
    }

    /** False where the request may yet be carried out. */
    default boolean isOver() {
        return !(this instanceof Cut cut) || cut.gone();
    }
}
