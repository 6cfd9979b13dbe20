package org.gradus.core.store.jdbc;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.gradus.core.study.Provenance;
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
    static final int NEWEST = 3;

    private StoredFixture() {}

    /**
     * The studies of the fixture of that version; each has the {@link #events}. Version 1 knew no rounds, and neither version
     * 1 nor 2 knew rankings, stop rules and figures.
     */
    static List<StudyRecord> studies(int version) {
        return Studies.all("").stream().map(study -> as(version, study)).toList();
    }

    private static StudyRecord as(int version, StudyRecord study) {
        if (version == NEWEST) {
            return study;
        }
        StudyRecord.Settings settings = study.settings();
        StudyRecord.Builder older = StudyRecord.Settings.builder()
                .plan(settings.strategy(), settings.policy(), settings.planReason())
                .schedule(settings.schedule())
                .seed(settings.seed())
                .finalists(settings.finalists())
                .replicates(settings.replicates())
                .recordEvery(settings.recordEvery())
                .round(version == 1 ? 0 : settings.round());
        settings.baseline().ifPresent(older::baseline);
        return new StudyRecord(
                study.id(),
                study.space(),
                study.objective(),
                study.budget(),
                older.build(),
                new Provenance(
                        study.provenance().trainer(),
                        study.provenance().trainerFingerprint(),
                        study.provenance().details()),
                study.warmStart());
    }

    /** Of the kinds that there were when the files were made. */
    static List<TrialEvent> events() {
        return Events.of(EnumSet.complementOf(EnumSet.of(TrialEvent.Kind.TRIAL_LEASED)), 1, 3);
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
