package org.gradus.core.store.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.CheckpointRef;

/**
 * A store as one version of the schema wrote it, to be read by all later ones. Its main makes the file; it is run once for
 * each version, and the file is kept: {@code java -cp ... org.gradus.core.store.jdbc.StoredFixture schema-1.sqlite}.
 */
final class StoredFixture {
    /** What is put in as a checkpoint. */
    static final byte[] CHECKPOINT = {1, 2, 3, -1};

    /** The version that {@link #main} writes. */
    static final int NEWEST = 2;

    private StoredFixture() {}

    /** The studies of the fixture of that version; each has the {@link #events}. The first version knew no rounds. */
    static List<StudyRecord> studies(int version) {
        return version > 1
                ? Studies.all("")
                : Studies.all("").stream().map(StoredFixture::withoutRounds).toList();
    }

    private static StudyRecord withoutRounds(StudyRecord study) {
        StudyRecord.Settings settings = study.settings();
        return new StudyRecord(
                study.id(),
                study.space(),
                study.objective(),
                study.budget(),
                new StudyRecord.Settings(
                        settings.strategy(),
                        settings.policy(),
                        settings.planReason(),
                        settings.schedule(),
                        settings.seed(),
                        settings.finalists(),
                        settings.replicates(),
                        settings.recordEvery(),
                        settings.baseline()),
                study.provenance(),
                study.warmStart());
    }

    static List<TrialEvent> events() {
        return Events.ofEveryKind(1, 3);
    }

    static CheckpointRef checkpoint() {
        return CheckpointRef.of(CHECKPOINT);
    }

    /** Makes a file with the schema of today. */
    public static void main(String[] args) {
        try (JdbcStudyStore store = StudyStores.open(Path.of(args[0]))) {
            for (StudyRecord study : studies(NEWEST)) {
                store.create(study);
                store.append(study.id(), 0, events());
                store.checkpoints(study.id()).put(CHECKPOINT);
            }
        }
    }
}
