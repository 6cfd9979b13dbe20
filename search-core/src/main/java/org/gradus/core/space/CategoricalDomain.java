package org.gradus.core.space;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.gradus.core.space.internal.Texts;

/**
 * A choice among names without an order.
 *
 * @param values the names, at least one, all different, none blank or of more than {@value Texts#LONGEST_NAME}
 *     characters
 */
public record CategoricalDomain(List<String> values) implements Domain {
    public CategoricalDomain {
        values = ImmutableList.copyOf(values);
        values.forEach(value -> Texts.requireName("the value of a choice", value));
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a choice needs at least one value, but has none");
        }
        if (ImmutableSet.copyOf(values).size() != values.size()) {
            throw new IllegalArgumentException("the values of a choice must differ, but were " + values);
        }
        if (values.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the values of a choice must not be blank, but were " + values);
        }
    }

    @Override
    public Kind kind() {
        return Kind.CATEGORICAL;
    }

    @Override
    public boolean contains(Object value) {
        return value instanceof String && values.contains(value);
    }

    @Override
    public double toUnit(Object value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(value + " is not one of " + values);
        }
        return (values.indexOf(value) + 0.5) / values.size();
    }

    @Override
    public String fromUnit(double unit) {
        int index = (int) Math.floor(Domain.requireUnit(unit) * values.size());
        return values.get(Math.min(values.size() - 1, index));
    }

    @Override
    public String describe() {
        return "one of " + String.join(", ", values);
    }
}
