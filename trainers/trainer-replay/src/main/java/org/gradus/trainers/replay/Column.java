package org.gradus.trainers.replay;

/** The recorded figures of a curve table, in the order of its columns. */
public enum Column {
    TRAIN_LOSS("train_loss", true),
    VALIDATION_LOSS("validation_loss", true),
    TRAIN_ACCURACY("train_accuracy", false),
    VALIDATION_ACCURACY("validation_accuracy", true),
    TEST_LOSS("test_loss", false),
    TEST_ACCURACY("test_accuracy", false);

    private final String header;
    private final boolean required;

    Column(String header, boolean required) {
        this.header = header;
        this.required = required;
    }

    /** The name in the table's first line. */
    public String header() {
        return header;
    }

    /** Whether every table has this column; its fields may still be empty. */
    public boolean isRequired() {
        return required;
    }
}
