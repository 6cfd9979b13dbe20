package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.junit.jupiter.api.Test;

class SharedSearchTest {
    @Test
    void trainsTheTrialsThatAreAskedForAndNoMore() {
        InMemoryStudyStore store = new InMemoryStudyStore();

        new SharedSearch(5, 10, 2).run("shared", store);

        assertThat(store.events(new StudyId("shared"), 0))
                .filteredOn(event -> event.kind() == TrialEvent.Kind.TRIAL_ENDED)
                .hasSize(5);
    }

    @Test
    void isReadFromItsArguments() {
        SharedSearch search = new SharedSearch(7, 20, 3);

        assertThat(SharedSearch.of(search.arguments())).isEqualTo(search);
    }
}
