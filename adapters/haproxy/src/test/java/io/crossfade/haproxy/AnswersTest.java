package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final String REPLY = "Pid: 1\nStopping: 0\n\n\nvalue\n\n";

    @Test
    void eachAnswerEndsWithAnEmptyLineAndASetIsThatAlone() {
        assertThat(Answers.of(REPLY, 3)).containsExactly("Pid: 1\nStopping: 0\n", "", "value\n");
    }

    @Test
    void aReplyCutAnywhereIsNotWhole() {
        for (int length = 0; length < REPLY.length(); length++) {
            var cut = REPLY.substring(0, length);
            assertThatThrownBy(() -> Answers.of(cut, 3)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anAnswerTooManyIsAFaultToo() {
        assertThatThrownBy(() -> Answers.of(REPLY, 2)).hasMessage("answers: 3 (expected: 2)");
    }
}
