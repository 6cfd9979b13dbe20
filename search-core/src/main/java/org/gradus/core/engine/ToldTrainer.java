package org.gradus.core.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.Provenance;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;

/**
 * Stands for the program that asks and tells: plans and records are made for it, and it trains nothing itself.
 *
 * @param objective whose figure is told
 * @param holdsModels whether the program keeps the models of trials
 * @param stepsPerEpoch at least 1; 1 for a program that knows of nothing smaller than an epoch
 */
record ToldTrainer(Objective objective, boolean holdsModels, long stepsPerEpoch) implements Trainer {
    private static final String NAME = "ask-tell";
    private static final String HOLDS_MODELS = "asktell.holdsModels";
    private static final String STEPS_PER_EPOCH = "asktell.stepsPerEpoch";

    ToldTrainer {
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException("an epoch has at least 1 step, but was to have " + stepsPerEpoch);
        }
    }

    /** The figure of an objective by the metric on validation data that it is: {@code accuracy} is validationAccuracy. */
    static String figure(String metric) {
        if (!metric.matches("(?!validation\\p{Upper})[a-z].*")) {
            throw new IllegalArgumentException("a metric's name begins with a letter in lower case and not with"
                    + " 'validation', but was '" + metric + "'\nMaybe write accuracy, loss or f1.");
        }
        return Objective.figureOf(metric);
    }

    /** Whether a study was begun by asking and telling. */
    static boolean isOf(Provenance provenance) {
        return provenance.trainer().equals(NAME);
    }

    /** The program that has begun a study. */
    static ToldTrainer of(Provenance provenance, Objective objective) {
        Map<String, String> details = provenance.details();
        return new ToldTrainer(
                objective,
                details.containsKey(HOLDS_MODELS),
                Long.parseLong(details.getOrDefault(STEPS_PER_EPOCH, "1")));
    }

    @Override
    public TrainerDescriptor descriptor() {
        return new TrainerDescriptor(
                NAME,
                "ask-tell 1",
                Set.of(objective.metric()),
                holdsModels ? Set.of(Capability.HOLD) : Set.of(),
                details());
    }

    /** What is not as usual, so that another process can go on with the study. */
    private Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        if (holdsModels) {
            details.put(HOLDS_MODELS, "true");
        }
        if (stepsPerEpoch > 1) {
            details.put(STEPS_PER_EPOCH, Long.toString(stepsPerEpoch));
        }
        return details;
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return stepsPerEpoch;
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        throw new UnsupportedOperationException("the program that asks trains by itself");
    }
}
