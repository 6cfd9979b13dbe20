package org.gradus.examples.launcher.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.slf4j.LoggerFactory;

/**
 * What a command trains with, until the command is done.
 *
 * @param trainer closed with this, if it can be
 * @param name of studies of it, unless they have one of their own
 * @param notes what reports must say for a repetition
 * @param about what is said before anything is trained
 * @param defaultRate the rate that is had without a search
 */
record ChosenTrainer(
        Trainer trainer, String name, Map<String, String> notes, List<String> about, Optional<Double> defaultRate)
        implements AutoCloseable {
    private static final String ACCURACY = "accuracy";
    private static final String LOSS = "loss";

    /** A trainer that knows itself what is to be said about it. */
    static ChosenTrainer of(Trainer trainer) {
        String name = trainer.descriptor().name();
        return new ChosenTrainer(trainer, name, Map.of(), List.of("trainer '" + name + "'"), Optional.empty());
    }

    /** The same, but its trainings are watched. Close the original, not this copy. */
    ChosenTrainer watchedBy(RunningTrainings trainings) {
        return new ChosenTrainer(trainings.watching(trainer), name, notes, about, defaultRate);
    }

    /** Says what is trained. */
    void announce(Terminal terminal) {
        about.forEach(terminal.progress()::println);
    }

    /**
     * The objective that was asked for; else the accuracy, or the loss where that is all the trainer measures.
     *
     * @throws UsageException if the trainer does not measure it, naming what it measures
     */
    Objective objective(Optional<Objective> wanted) {
        TrainerDescriptor descriptor = trainer.descriptor();
        Objective objective = wanted.orElseGet(() -> descriptor.metrics().contains(ACCURACY)
                ? Objective.maximize("validationAccuracy")
                : Objective.minimize("validationLoss"));
        String metric = objective.metric();
        if (!metric.equals(LOSS) && !descriptor.metrics().contains(metric)) {
            throw new UsageException("--objective: trainer '" + descriptor.name() + "' does not measure '" + metric
                    + "', only " + LOSS
                    + (descriptor.metrics().isEmpty()
                            ? ""
                            : " and "
                                    + String.join(
                                            ", ",
                                            descriptor.metrics().stream()
                                                    .sorted()
                                                    .toList())));
        }
        return objective;
    }

    /** Whether models that wait can be put out of the way. */
    boolean canSave() {
        return trainer.descriptor().can(Capability.CHECKPOINT);
    }

    @Override
    public void close() {
        if (trainer instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) { // The results are there; the trainer's end does not change them.
                LoggerFactory.getLogger(ChosenTrainer.class)
                        .warn(
                                "trainer '{}' was not closed: {}",
                                trainer.descriptor().name(),
                                e.toString());
            }
        }
    }
}
