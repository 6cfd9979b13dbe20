package org.gradus.core.space;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search, in order. A condition may only refer to an earlier parameter.
 *
 * @param parameters at least one, with different names
 */
public record SearchSpace(List<Parameter> parameters) {
    /** The name of the parameter that is the learning rate. */
    public static final String LEARNING_RATE = "learningRate";

    public SearchSpace {
        parameters = ImmutableList.copyOf(parameters);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "a search space needs at least one parameter, but has none\nMaybe learningRate(min, max) was not called.");
        }
        List<Parameter> earlier = new ArrayList<>();
        for (Parameter parameter : parameters) {
            requireNew(parameter, earlier);
            parameter.condition().ifPresent(condition -> requireEarlier(parameter, condition, earlier));
            earlier.add(parameter);
        }
    }

    private static void requireNew(Parameter parameter, List<Parameter> earlier) {
        if (earlier.stream().anyMatch(p -> p.name().equals(parameter.name()))) {
            throw new IllegalArgumentException("two parameters are named '" + parameter.name() + "'");
        }
        if (parameter.name().equals(LEARNING_RATE)
                && !(parameter.domain() instanceof RealDomain real && real.min() > 0)) {
            throw new IllegalArgumentException("the learning rate needs a positive real range, but has "
                    + parameter.domain().describe());
        }
    }

    private static String quoted(Object value) {
        return value instanceof String text ? "the category \"" + text + '"' : "the number " + value;
    }

    private static void requireEarlier(Parameter parameter, Condition condition, List<Parameter> earlier) {
        Domain domain = earlier.stream()
                .filter(p -> p.name().equals(condition.parameter()))
                .map(Parameter::domain)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + parameter.name() + "' depends on '"
                        + condition.parameter() + "', which is not an earlier parameter"));
        for (Object value : condition.values()) {
            if (!domain.contains(value)) {
                throw new IllegalArgumentException("'" + parameter.name() + "' depends on '" + condition.parameter()
                        + "' being " + quoted(value) + ", but '" + condition.parameter() + "' is "
                        + domain.describe() + "\nMaybe "
                        + (domain.kind() == Domain.Kind.REAL
                                ? "make it depend on a category or a whole number."
                                : "write one of its values, whole numbers without quotes."));
            }
        }
    }

    /** A space of the learning rate alone, on a log scale. */
    public static SearchSpace learningRate(double min, double max) {
        return builder().learningRate(min, max).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How many parameters there are, active or not. */
    public int dimensions() {
        return parameters.size();
    }

    /** The parameter of that name. */
    public Optional<Parameter> find(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The range of the learning rate, where the space has one. */
    public Optional<RealDomain> learningRateDomain() {
        return find(LEARNING_RATE).map(p -> (RealDomain) p.domain());
    }

    /**
     * The configuration at a point of the unit cube. Coordinates of inactive parameters are skipped.
     *
     * @param unit one coordinate in [0, 1] for each parameter, in order
     */
    public Configuration fromUnit(double[] unit) {
        if (unit.length != dimensions()) {
            throw new IllegalArgumentException(
                    "a point of this space has " + dimensions() + " coordinates, but " + unit.length + " were given");
        }
        Configuration.Builder builder = Configuration.builder();
        for (int i = 0; i < unit.length; i++) {
            Parameter parameter = parameters.get(i);
            if (active(parameter, builder::peek)) {
                builder.setAny(parameter.name(), parameter.domain().fromUnit(unit[i]));
            }
        }
        return builder.build();
    }

    /**
     * The place of a configuration in the unit cube; an inactive parameter lies at ½.
     *
     * @throws IllegalArgumentException if the configuration does not belong to this space
     */
    public double[] toUnit(Configuration configuration) {
        check(configuration);
        Map<String, Object> values = configuration.values();
        double[] unit = new double[dimensions()];
        for (int i = 0; i < unit.length; i++) {
            Parameter parameter = parameters.get(i);
            Object value = values.get(parameter.name());
            unit[i] = value == null ? 0.5 : parameter.domain().toUnit(value);
        }
        return unit;
    }

    /** Whether the configuration has a permitted value for each active parameter and nothing else. */
    public boolean contains(Configuration configuration) {
        return problem(configuration).isEmpty();
    }

    /**
     * Refuses a configuration that does not belong to this space.
     *
     * @throws IllegalArgumentException naming the parameter, its value and the constraint
     */
    public void check(Configuration configuration) {
        problem(configuration).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    private Optional<String> problem(Configuration configuration) {
        Map<String, Object> values = configuration.values();
        int known = 0;
        for (Parameter parameter : parameters) {
            Object value = values.get(parameter.name());
            // What a condition asks for is an earlier parameter, and known to be right by now.
            boolean active = active(parameter, values::get);
            if (active != (value != null)) {
                return Optional.of("'" + parameter.name() + "' is " + (active ? "missing from" : "not active in") + " ("
                        + configuration + ")");
            }
            if (value != null) {
                if (!parameter.domain().contains(value)) {
                    return Optional.of("'" + parameter.name() + "' is " + value + ", but must be "
                            + parameter.domain().describe());
                }
                known++;
            }
        }
        return known == values.size()
                ? Optional.empty()
                : Optional.of("(" + configuration + ") has parameters that the space lacks: " + describe());
    }

    private static boolean active(Parameter parameter, Function<String, @Nullable Object> values) {
        return parameter
                .condition()
                .map(c -> c.holds(values.apply(c.parameter())))
                .orElse(true);
    }

    /** The space in words: {@code learningRate 1e-5 to 1 (log); batch 16 to 256 (whole, log)}. */
    public String describe() {
        return parameters.stream().map(p -> p.name() + " " + p.describe()).collect(Collectors.joining("; "));
    }

    /** Collects the parameters of a space. Not thread-safe. */
    public static final class Builder {
        private final List<Parameter> parameters = new ArrayList<>();

        private Builder() {}

        /** The learning rate on a log scale, named {@value SearchSpace#LEARNING_RATE}. */
        public Builder learningRate(double min, double max) {
            return real(LEARNING_RATE, min, max, Scale.LOG);
        }

        public Builder real(String name, double min, double max, Scale scale) {
            return add(name, () -> new RealDomain(min, max, scale));
        }

        public Builder integer(String name, long min, long max, Scale scale) {
            return add(name, () -> new IntegerDomain(min, max, scale));
        }

        public Builder categorical(String name, String... values) {
            return add(name, () -> new CategoricalDomain(List.of(values)));
        }

        /** All parameters of another space, with their conditions. */
        public Builder addAll(SearchSpace other) {
            parameters.addAll(other.parameters);
            return this;
        }

        /** Makes the parameter added last active only under a condition. */
        public Builder when(Condition condition) {
            if (parameters.isEmpty()) {
                throw new IllegalStateException("a condition needs a parameter before it");
            }
            Parameter last = parameters.remove(parameters.size() - 1);
            parameters.add(new Parameter(last.name(), last.domain(), Optional.of(condition)));
            return this;
        }

        private Builder add(String name, java.util.function.Supplier<Domain> domain) {
            try {
                parameters.add(new Parameter(name, domain.get(), Optional.empty()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + name + "': " + e.getMessage(), e);
            }
            return this;
        }

        /** Whether nothing was added yet. */
        public boolean isEmpty() {
            return parameters.isEmpty();
        }

        public SearchSpace build() {
            return new SearchSpace(parameters);
        }
    }
}
