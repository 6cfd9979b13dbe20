package org.gradus.trainers.dl4j.data;

import java.util.Locale;

/** A part of the examples on which networks are evaluated. */
public enum Split {
    /** A fixed part of the training split, as large as the validation split if it has that number of examples. */
    TRAIN,
    /** What learning rates are judged by. */
    VALIDATION,
    /** Looked at once, for the finalists. */
    TEST;

    /** The refusal of data that do not have this split. */
    IllegalArgumentException missingIn(String data) {
        return new IllegalArgumentException("'" + data + "' has no " + name().toLowerCase(Locale.ROOT) + " split");
    }
}
