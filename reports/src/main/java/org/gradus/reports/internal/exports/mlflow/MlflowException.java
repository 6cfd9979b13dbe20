package org.gradus.reports.internal.exports.mlflow;

import java.io.IOException;

/** A tracking server answered that it does not do what it was asked for. */
final class MlflowException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * An answer.
     *
     * @param code MLflow's, such as {@code RESOURCE_DOES_NOT_EXIST}; empty where the answer had none
     */
    MlflowException(String code, String message) {
        super(message);
        this.code = code;
    }

    boolean isMissing() {
        return code.equals("RESOURCE_DOES_NOT_EXIST");
    }

    boolean isThere() {
        return code.equals("RESOURCE_ALREADY_EXISTS");
    }
}
