package org.gradus.examples.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.SparkContext;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.spark.SparkTrials;
import org.gradus.trainers.spark.SparkWorkers;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is trained, and what each trial needs. */
final class TrialOptions {
    @Option(
            names = "--trainer",
            paramLabel = "NAME",
            required = true,
            description = "what trains, by name: quadratic, dl4j, process, or one of a jar of yours")
    String trainer = "";

    @Option(
            names = "--trainer-option",
            paramLabel = "NAME=VALUE",
            description = "an option of the trainer, such as network=com.example.Net::configure; may be repeated")
    Map<String, String> named = new LinkedHashMap<>();

    @Parameters(arity = "0..*", paramLabel = "PROGRAM", description = "after --: the program that trains")
    List<String> program = new ArrayList<>();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "how many trials train at once (default: spark.default.parallelism, else the cores of the"
                    + " executors that are there when the search begins)")
    Optional<Integer> parallel = Optional.empty();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "train by N tasks that are workers of a study in PostgreSQL (--store), each one trial at a time,"
                            + " not by a task for each segment that the driver decides about")
    Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--gpus",
            paramLabel = "N",
            description = "GPUs of each trial, a resource of Spark (default: what spark.task.resource.gpu.amount says)")
    Optional<Integer> gpus = Optional.empty();

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "processors of each trial (default: what spark.task.cpus says)")
    Optional<Integer> cpus = Optional.empty();

    SparkTrials trials(SparkContext context) throws TrainingException {
        SparkTrials trials = SparkTrials.of(context, trainer, trainerOptions());
        return withResources(trials, trials::resources);
    }

    SparkWorkers workers(SparkContext context, String store) {
        if (parallel.isPresent()) {
            throw new IllegalArgumentException("--workers says how many trials train at once, without --parallel");
        }
        SparkWorkers made =
                SparkWorkers.of(context, trainer, trainerOptions(), store).count(workers.orElseThrow());
        return withResources(made, made::resources);
    }

    /** With the processors and GPUs of each trial, or as it is where none are named. */
    private <T> T withResources(T made, BiFunction<Integer, Integer, T> resources) {
        return cpus.isPresent() || gpus.isPresent() ? resources.apply(cpus.orElse(1), gpus.orElse(0)) : made;
    }

    Trainer trainer() throws TrainingException {
        return TrainerProvider.named(trainer).create(trainerOptions());
    }

    private TrainerOptions trainerOptions() {
        return new TrainerOptions(named, program);
    }

    int parallelism(SparkContext context) {
        return parallel.orElseGet(context::defaultParallelism);
    }
}
