package org.gradus.examples.launcher.internal.commandline;

import org.gradus.core.space.LearningRate;
import picocli.CommandLine.Option;

/** The range of learning rates. */
public final class RateOptions {
    @Option(names = "--min-rate", paramLabel = "R", description = "the lowest learning rate (default ${DEFAULT-VALUE})")
    private LearningRate min;

    @Option(
            names = "--max-rate",
            paramLabel = "R",
            description = "the highest learning rate (default ${DEFAULT-VALUE})")
    private LearningRate max;

    private final LearningRate defaultMin;
    private final LearningRate defaultMax;

    /** The default range of a command. */
    public RateOptions(double min, double max) {
        this.min = new LearningRate(min);
        this.max = new LearningRate(max);
        this.defaultMin = this.min;
        this.defaultMax = this.max;
    }

    /** The lowest rate. */
    public double min() {
        return min.value();
    }

    /** The highest rate. */
    public double max() {
        return max.value();
    }

    /** Whether one of the ends was given, even as it is by default. */
    @SuppressWarnings("ReferenceEquality") // What is given is another object.
    public boolean given() {
        return min != defaultMin || max != defaultMax;
    }

    /**
     * Refuses an empty range.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public void check() {
        if (!(min() < max())) {
            throw new IllegalArgumentException("--min-rate must be below --max-rate, but they are " + min() + " and "
                    + max() + (min() > max() ? "\nMaybe the two were swapped." : ""));
        }
    }
}
