package org.gradus.core.study;

import org.gradus.core.space.internal.Texts;

/**
 * The name of a study within its store.
 *
 * @param value not blank, at most {@value Texts#LONGEST_NAME} characters
 */
public record StudyId(String value) {
    public StudyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the name of a study must not be blank");
        }
        Texts.requireName("the name of a study", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
