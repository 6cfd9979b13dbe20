package org.gradus.trainers.dl4j.data;

/** A part of the examples on which networks are evaluated. */
public enum Split {
    /** A fixed part of the training split, as large as the validation split where it has so many examples. */
    TRAIN,
    /** What learning rates are judged by. */
    VALIDATION,
    /** Looked at once, for the finalists. */
    TEST
}
