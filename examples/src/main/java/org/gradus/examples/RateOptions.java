package org.gradus.examples;

import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.RateConverter;
import picocli.CommandLine.Option;

/** The range of learning rates. */
final class RateOptions {
    @Option(
            names = "--min-rate",
            paramLabel = "R",
            converter = RateConverter.class,
            description = "the lowest learning rate (default ${DEFAULT-VALUE})")
    private LearningRate min;

    @Option(
            names = "--max-rate",
            paramLabel = "R",
            converter = RateConverter.class,
            description = "the highest learning rate (default ${DEFAULT-VALUE})")
    private LearningRate max;

    /** The default range of a command. */
    RateOptions(double min, double max) {
        this.min = new LearningRate(min);
        this.max = new LearningRate(max);
    }

    double min() {
        return min.value();
    }

    double max() {
        return max.value();
    }

    void check() {
        if (!(min() < max())) {
            throw new IllegalArgumentException("--min-rate must be below --max-rate, but they are " + min() + " and "
                    + max() + (min() > max() ? "\nMaybe the two were swapped." : ""));
        }
    }
}
