package io.crossfade.app;

import io.crossfade.app.story.CutoverRecorder;
import java.util.function.Consumer;

/**
 * The report of a run.
 *
 * @param recorder hears the cutover
 * @param file where the report goes
 */
record RunReport(CutoverRecorder recorder, ReportFile file) {

    /** To be called when the cutover is over and nothing waits any more; a report that fails changes nothing of the end. */
    void write(String end, Consumer<String> tell) {
        try {
            tell.accept(file.write(recorder.story(end)));
        } catch (Quit unwritten) {
            tell.accept(unwritten.getMessage() + "; `crossfade report` can still make one of the journal");
        } catch (RuntimeException defect) {
            tell.accept("the report failed: " + defect + "; `crossfade report` can still make one of the journal");
        }
    }
}
