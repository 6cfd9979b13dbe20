package org.gradus.budgets.internal;

import java.util.stream.Stream;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;

/** Which trials a policy decides about. */
public final class OpenTrials {
    private OpenTrials() {}

    /** The candidates that have not ended. */
    public static Stream<Trial> of(StudyView study) {
        return study.open().stream().filter(t -> t.purpose() == TrialPurpose.SEARCH);
    }

    /** Whether a trial is not in training and may go on. */
    public static boolean awaitsDecision(Trial trial) {
        return trial.state() == TrialState.WAITING || trial.state() == TrialState.HELD;
    }
}
