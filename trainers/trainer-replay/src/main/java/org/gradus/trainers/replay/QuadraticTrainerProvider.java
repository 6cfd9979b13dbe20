package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;

/** Makes a {@link QuadraticTrainer} by name, to try searches without a network or data. */
public final class QuadraticTrainerProvider implements TrainerProvider {
    private static final Pattern COMMA = Pattern.compile(",");

    /** A provider, for {@link java.util.ServiceLoader}. */
    public QuadraticTrainerProvider() {}

    @Override
    public String name() {
        return "quadratic";
    }

    @Override
    public Map<String, String> options() {
        return ImmutableMap.of(
                "eigenvalues", "the curvatures, separated by commas (default: 1,10)",
                "start", "the coordinates where it starts, separated by commas (default: 1 each)",
                "steps", "the steps of an epoch (default: 10)",
                "noise", "the standard deviation of each coordinate of a gradient (default: 0)");
    }

    @Override
    public Trainer create(TrainerOptions options) {
        options.requireKnownTo(this).requireNoProgram(this);
        QuadraticTrainer trainer = QuadraticTrainer.of(
                        numbers("eigenvalues", options.find("eigenvalues").orElse("1,10")))
                .stepsPerEpoch(options.integer("steps", 1, 10))
                .noise(numbers("noise", options.find("noise").orElse("0"))[0]);
        return options.find("start")
                .map(start -> trainer.startingAt(numbers("start", start)))
                .orElse(trainer);
    }

    private static double[] numbers(String option, String text) {
        try {
            return COMMA.splitAsStream(text).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the option '" + option + "' must be numbers separated by commas, but was '" + text + "'", e);
        }
    }
}
