package org.gradus.reports.internal.exports.optuna;

import java.util.Arrays;
import java.util.Optional;

/** The operations of a journal that matter here, with the codes of Optuna's {@code JournalOperation}. */
enum Operation {
    CREATE_STUDY(0),
    DELETE_STUDY(1),
    SET_STUDY_USER_ATTR(2),
    SET_STUDY_SYSTEM_ATTR(3),
    CREATE_TRIAL(4),
    SET_TRIAL_STATE_VALUES(6),
    SET_TRIAL_INTERMEDIATE_VALUE(7),
    SET_TRIAL_USER_ATTR(8);

    private final int code;

    Operation(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<Operation> of(int code) {
        return Arrays.stream(values()).filter(o -> o.code == code).findFirst();
    }
}
