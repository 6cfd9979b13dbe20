package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;

/** The log of the study of {@link SharingProcess}, and what must hold in it however its workers fared. */
final class SharedLog {
    private static final StudyId STUDY = SharingProcess.STUDY;

    private SharedLog() {}

    /** Waits until the log is so long; how long it is then. */
    static long await(JdbcStudyStore store, long wanted) throws InterruptedException {
        long version = 0;
        while (version < wanted) {
            if (store.find(STUDY).isPresent()) {
                version += store.events(STUDY, version).size();
            }
            Thread.sleep(2); // The workers need the processors.
        }
        return version;
    }

    static List<TrialId> ended(List<TrialEvent> log) {
        return log.stream()
                .filter(e -> e.kind() == TrialEvent.Kind.TRIAL_ENDED)
                .flatMap(e -> e.about().stream())
                .toList();
    }

    /** Every trial was proposed once, reported once, and ended once; the test split was read once for each replicate. */
    static void assertComplete(List<TrialEvent> log) {
        List<TrialId> proposed = new ArrayList<>();
        List<TrialId> told = new ArrayList<>();
        List<TrialId> tested = new ArrayList<>();
        Set<TrialId> replicates = new HashSet<>();
        for (TrialEvent event : log) {
            TrialId trial = event.about().orElse(new TrialId(1));
            switch (event.kind()) {
                case TRIAL_PROPOSED -> {
                    proposed.add(trial);
                    if (((TrialEvent.TrialProposed) event).plan().purpose() == TrialPurpose.REPLICATE) {
                        replicates.add(trial);
                    }
                }
                case CURVE_EXTENDED -> told.add(trial);
                case TEST_READ -> tested.add(trial);
                default -> {}
            }
        }
        assertThat(proposed).hasSize(SharingProcess.TRIALS + 4).doesNotHaveDuplicates();
        assertThat(told).containsExactlyInAnyOrderElementsOf(proposed);
        assertThat(ended(log)).containsExactlyInAnyOrderElementsOf(proposed);
        assertThat(tested).containsExactlyInAnyOrderElementsOf(replicates);
    }
}
