package org.gradus.core.execution.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gradus.core.testkit.BrokenExceptions;
import org.junit.jupiter.api.Test;

class FailureWordsTest {
    @Test
    void exceptionIsDescribedByItself() {
        IOException root = new IOException("no such file");
        RuntimeException outer = new RuntimeException("outer", new IllegalStateException(root));
        assertThat(FailureWords.root(outer)).isSameAs(root);
        assertThat(FailureWords.words(root)).isEqualTo("java.io.IOException: no such file");
        assertThat(FailureWords.message(root)).isEqualTo("no such file");
        assertThat(FailureWords.message(new IOException())).isEqualTo("java.io.IOException");
        assertThat(FailureWords.message(new IOException("  "))).isEqualTo("java.io.IOException");
        assertThat(FailureWords.stackTrace(outer)).contains("outer", "no such file", "FailureWordsTest");
    }

    @Test
    void rootOfACircleIsItsLast() {
        RuntimeException circular = BrokenExceptions.circular();
        assertThat(FailureWords.root(circular)).isSameAs(circular.getCause());
        assertThat(FailureWords.stackTrace(circular)).contains("CIRCULAR REFERENCE");
    }

    @Test
    void exceptionThatThrowsIsDescribedByItsClass() {
        Throwable unreadable = new BrokenExceptions.Unreadable();
        String name = BrokenExceptions.Unreadable.class.getName();
        assertThat(FailureWords.words(unreadable)).isEqualTo(name + ", whose message cannot be read");
        assertThat(FailureWords.message(unreadable)).isEqualTo(name + ", whose message cannot be read");
        assertThat(FailureWords.stackTrace(unreadable))
                .startsWith(name + "\n\tat ")
                .contains("FailureWordsTest");
        Throwable rootless = new BrokenExceptions.Rootless();
        assertThat(FailureWords.root(rootless)).isSameAs(rootless);
    }
}
