package org.gradus.core.rangetest;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;

/**
 * What short trainings at constant rates show of the edge of stability. Immutable.
 *
 * @param stable the highest rate that was stable, below every one that was not; empty where none was
 * @param unstable the lowest rate that was unstable; empty where none was
 */
public record EdgeBracket(OptionalDouble stable, OptionalDouble unstable) {
    public EdgeBracket {
        if (stable.isPresent() && unstable.isPresent() && !(stable.getAsDouble() < unstable.getAsDouble())) {
            throw new IllegalArgumentException("a stable rate must lie below the unstable one, but was "
                    + stable.getAsDouble() + " beside " + unstable.getAsDouble());
        }
    }

    /** Where no probe was made. */
    public static EdgeBracket unknown() {
        return new EdgeBracket(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The edge, in the middle between the two, which are its spread; empty while one of them is missing. */
    public Optional<Landmark> edge() {
        return stable.isPresent() && unstable.isPresent()
                ? Optional.of(new Landmark(
                        Math.sqrt(stable.getAsDouble() * unstable.getAsDouble()),
                        stable.getAsDouble(),
                        unstable.getAsDouble()))
                : Optional.empty();
    }

    /** Whether training at a rate was stable. */
    public boolean isStable(double rate) {
        return stable.isPresent() && rate <= stable.getAsDouble();
    }
}
