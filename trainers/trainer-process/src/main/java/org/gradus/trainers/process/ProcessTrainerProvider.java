package org.gradus.trainers.process;

import com.google.common.collect.ImmutableMap;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;

/** Makes a {@link ProcessTrainer} of a command line: the arguments are the program and its own arguments. */
public final class ProcessTrainerProvider implements TrainerProvider {
    /** A provider, for {@link java.util.ServiceLoader}. */
    public ProcessTrainerProvider() {}

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Map<String, String> options() {
        return ImmutableMap.of(
                "slots", "names of places to train in, such as gpu0,gpu1; one training at a time in each",
                "logs", "the folder of a log file for each trial, with what the program writes to standard error",
                "directory", "where the program runs (default: the current folder)",
                "start-limit", "seconds that the program may take to say what it is (default: 60)",
                "answer-limit", "seconds that it may take to make, save, load or evaluate a model (default: 600)",
                "idle-limit", "seconds that a process is kept without a training (default: 10)");
    }

    @Override
    public Trainer create(TrainerOptions options) throws TrainingException {
        options.requireKnownTo(this);
        if (options.arguments().isEmpty()) {
            throw new IllegalArgumentException("trainer 'process' needs a program to start, but none is named"
                    + "\nMaybe write it after two hyphens: -- python3 train.py");
        }
        ProcessTrainer.Builder builder = ProcessTrainer.builder(options.arguments())
                .startLimit(Duration.ofSeconds(options.integer("start-limit", 1, 60)))
                .answerLimit(Duration.ofSeconds(options.integer("answer-limit", 1, 600)))
                .idleLimit(Duration.ofSeconds(options.integer("idle-limit", 1, 10)));
        options.find("slots").ifPresent(slots -> builder.slots(List.of(slots.split(",", -1))));
        options.find("logs").ifPresent(folder -> builder.logs(path("logs", folder)));
        options.find("directory").ifPresent(folder -> builder.directory(path("directory", folder)));
        return builder.start();
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the option '" + option + "' must be a path, but was '" + value + "'", e);
        }
    }
}
