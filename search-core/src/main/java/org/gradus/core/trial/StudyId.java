package org.gradus.core.trial;

/**
 * The name of a study within its store.
 *
 * @param value not blank
 */
public record StudyId(String value) {
    public StudyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the name of a study must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
