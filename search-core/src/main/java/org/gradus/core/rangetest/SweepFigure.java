package org.gradus.core.rangetest;

import org.gradus.core.space.ConstantWords;

/** What a range test is judged on. */
public enum SweepFigure {
    /** The loss of each batch before its update. */
    TRAINING_LOSS("training loss"),
    /** The loss on the validation split. */
    VALIDATION_LOSS("validation loss"),
    /** The share of the validation split that is classified rightly; what falls and rises is the share that is not. */
    VALIDATION_ACCURACY("validation accuracy"),
    /** A loss that was recorded elsewhere, step by step. */
    RECORDED_LOSS("recorded loss");

    private final String words;

    SweepFigure(String words) {
        this.words = words;
    }

    /** What falls where training works: of an accuracy, the share that is classified wrongly. */
    String falling() {
        return this == VALIDATION_ACCURACY ? "the error" : "the loss";
    }

    /** The figure in JSON: {@code training-loss}. */
    public String word() {
        return ConstantWords.of(this);
    }

    /** The figure in words: {@code training loss}. */
    public String words() {
        return words;
    }
}
