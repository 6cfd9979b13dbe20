package org.gradus.reports.internal.exports.optuna;

import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;

/** The states of a trial, with the codes of Optuna's {@code TrialState}. */
enum JournalTrialState {
    RUNNING(0),
    COMPLETE(1),
    PRUNED(2),
    FAIL(3);

    private static final int WAITING_CODE = 4;

    private final int code;

    JournalTrialState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /**
     * The state of a trial that has ended. A trial that diverged has no figure at its end: Optuna takes a trial that returns NaN
     * for failed.
     *
     * @param measured whether its last epoch has a finite figure
     */
    static JournalTrialState of(Outcome outcome, boolean measured) {
        if (outcome.kind() == OutcomeKind.STOPPED) {
            return PRUNED;
        }
        return outcome.kind() == OutcomeKind.COMPLETED && measured ? COMPLETE : FAIL;
    }

    static boolean isEnd(int code) {
        return code != RUNNING.code && code != WAITING_CODE;
    }
}
