package org.gradus.core.space;

import java.util.Optional;
import org.gradus.core.space.internal.Texts;

/**
 * One searched hyperparameter.
 *
 * @param name not blank, at most {@value Texts#LONGEST_NAME} characters, unique within its space
 * @param domain the values it may take
 * @param condition when it is active; empty means always
 */
public record Parameter(String name, Domain domain, Optional<Condition> condition) {
    public Parameter {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a parameter must not be blank");
        }
        Texts.requireName("the name of a parameter", name);
    }
}
