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

    /** Its values and when it is active, in words: {@code 0 to 1 if optimizer is one of [nesterovs]}. */
    public String describe() {
        return domain.describe()
                + condition
                        .map(c -> " if " + c.parameter() + " is one of " + c.values())
                        .orElse("");
    }
}
