package org.gradus.core.space;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One point of a search space: the value of every active parameter, by name. Immutable; equal values are equal. */
public final class Configuration {
    private final ImmutableSortedMap<String, Object> values;
    private final int hash;
    private final Consumer<String> reads;

    private Configuration(Map<String, Object> values, Consumer<String> reads) {
        this.values = ImmutableSortedMap.copyOf(values);
        this.hash = this.values.hashCode();
        this.reads = reads;
    }

    /**
     * An equal configuration that reports the name of each value that is read from it, by any method but {@link #toString}.
     *
     * @param listener called by the thread that reads, once for each reading
     */
    public Configuration reportingReads(Consumer<String> listener) {
        return new Configuration(values, listener);
    }

    /** An equal configuration whose readings are not reported: for what names it, and does not train by it. */
    public Configuration unobserved() {
        return new Configuration(values, name -> {});
    }

    /** A configuration with a learning rate alone. */
    public static Configuration of(LearningRate rate) {
        return builder().set(SearchSpace.LEARNING_RATE, rate.value()).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with these values. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values());
        return builder;
    }

    /** The values by name, in the order of the names: Double, Long or String. */
    public Map<String, Object> values() {
        values.keySet().forEach(reads);
        return values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The learning rate.
     *
     * @throws IllegalStateException if the configuration has none
     */
    public LearningRate learningRate() {
        return new LearningRate(real(SearchSpace.LEARNING_RATE));
    }

    /** The learning rate, if the configuration has one. */
    public Optional<LearningRate> findLearningRate() {
        return has(SearchSpace.LEARNING_RATE) ? Optional.of(learningRate()) : Optional.empty();
    }

    /**
     * A real number.
     *
     * @throws IllegalStateException if there is none of that name, or it is of another kind
     */
    public double real(String name) {
        return get(name, Double.class);
    }

    /**
     * A whole number.
     *
     * @throws IllegalStateException if there is none of that name, or it is of another kind
     */
    public long integer(String name) {
        return get(name, Long.class);
    }

    /**
     * A choice.
     *
     * @throws IllegalStateException if there is none of that name, or it is of another kind
     */
    public String category(String name) {
        return get(name, String.class);
    }

    /** The whole number of that name, or another where the configuration has none. */
    public long integerOr(String name, long other) {
        return has(name) ? integer(name) : other;
    }

    /** The real number of that name, or another where the configuration has none. */
    public double realOr(String name, double other) {
        return has(name) ? real(name) : other;
    }

    /** The category of that name, or another where the configuration has none. */
    public String categoryOr(String name, String other) {
        return has(name) ? category(name) : other;
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("configuration (" + this + ") has no '" + name
                    + "'\nMaybe the search space lacks that parameter, or a condition switched it off.");
        }
        if (!type.isInstance(value)) {
            throw new IllegalStateException("'" + name + "' is " + kind(value) + ", " + show(name, value)
                    + ", and was read by " + accessor(type) + "\nMaybe read it by " + accessor(value.getClass())
                    + ", or search it in another kind of range.");
        }
        reads.accept(name);
        return type.cast(value);
    }

    private static String kind(Object value) {
        if (value instanceof Double) {
            return "a real number";
        }
        return value instanceof Long ? "a whole number" : "a category";
    }

    private static String accessor(Class<?> type) {
        if (type == Double.class) {
            return "real";
        }
        return type == Long.class ? "integer" : "category";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Configuration that && hash == that.hash && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The values for people: {@code batch=64, learningRate=3.2e-3}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + show(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String show(String name, Object value) {
        if (value instanceof Double d) {
            return name.equals(SearchSpace.LEARNING_RATE) ? Figures.rate(d) : Figures.of(d);
        }
        return value.toString();
    }

    /** Collects the values of a configuration. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> values = new TreeMap<>();

        private Builder() {}

        /** Sets a real number; it must be finite. */
        public Builder set(String name, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("'" + name + "' must be finite, but was " + value);
            }
            values.put(name, value);
            return this;
        }

        public Builder set(String name, long value) {
            values.put(name, value);
            return this;
        }

        public Builder set(String name, String value) {
            values.put(name, value);
            return this;
        }

        Builder setAny(String name, Object value) {
            values.put(name, value);
            return this;
        }

        @Nullable
        Object peek(String name) {
            return values.get(name);
        }

        public Configuration build() {
            return new Configuration(values, name -> {});
        }
    }
}
