package org.gradus.reports.internal.exports;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;

/**
 * A study at a moment.
 *
 * @param study what was fixed before its first trial
 * @param view its trials
 * @param result its ranking, which a running search does not have
 */
public record Snapshot(StudyRecord study, StudyView view, Optional<StudyResult> result) {
    private static final int DIGITS = 16;

    public static Snapshot of(StudyResult result) {
        return new Snapshot(result.study(), result.view(), Optional.of(result));
    }

    /** A study while it is searched. */
    public static Snapshot running(StudyRecord study, StudyView view) {
        return new Snapshot(study, view, Optional.empty());
    }

    /**
     * What tells the study from others of the same name in other stores: a digest of its name, space, objective, seed, trainer and
     * beginning.
     */
    public String identity() {
        String text = String.join(
                "\n",
                study.id().value(),
                study.space().describe(),
                study.objective().toString(),
                Long.toString(study.settings().seed()),
                study.provenance().trainerFingerprint(),
                study.provenance().details().getOrDefault(Provenance.STARTED, ""));
        return Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, DIGITS);
    }

    /** Whether the search has ended. */
    public boolean ended() {
        return view.isClosed() && view.open().isEmpty();
    }
}
