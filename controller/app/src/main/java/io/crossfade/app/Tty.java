package io.crossfade.app;

import io.crossfade.app.view.Size;
import java.io.IOException;

/** A terminal that pictures can be drawn on and single keys be read from. */
interface Tty {

    /** How large it is now. */
    Size size();

    /** Has keys come one by one and unseen, from here to {@link #restore}. Throws where this terminal cannot. */
    void raw() throws IOException;

    /** As it was before {@link #raw}; does nothing without it. Safe to call from any thread, and more than once. */
    void restore();

    /** Waits for a key; negative where none will come any more. */
    int key() throws IOException;
}
