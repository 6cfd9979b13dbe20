package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
    private final List<String> done = new ArrayList<>();
    private Optional<Long> parent = Optional.of(42L);

    private ParentWatch watch(String started) {
        return new ParentWatch(started, () -> parent, () -> done.add("end"));
    }

    @Test
    void nothingHappensWhileTheParentIsThere() {
        assertThat(watch("42").endIfGone()).isFalse();
        assertThat(done).isEmpty();
    }

    /** The operating system has given the child to its first process, or to none. */
    @Test
    void aParentThatIsGoneEndsTheChild() {
        ParentWatch watch = watch("42");
        assertThat(watch.endIfGone()).isFalse();
        parent = Optional.of(1L);
        assertThat(watch.endIfGone()).isTrue();
        parent = Optional.empty();
        assertThat(watch.endIfGone()).isTrue();
        assertThat(done).containsExactly("end", "end");
    }

    @Test
    void aParentThatHadEndedBeforeIsNoticedAtTheFirstLook() {
        parent = Optional.of(1L);
        assertThat(watch("42").endIfGone()).isTrue();
    }
}
