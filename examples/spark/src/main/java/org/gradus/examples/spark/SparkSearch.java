package org.gradus.examples.spark;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.training.TrainingException;
import org.gradus.reports.CsvReport;
import org.gradus.reports.HtmlReport;
import org.gradus.reports.JsonReport;
import org.gradus.trainers.spark.GradusPlugin;
import org.gradus.trainers.spark.SparkTrials;
import org.gradus.trainers.spark.SparkWorkers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches with trials that train on a Spark cluster: the main class of {@code gradus-spark.jar}. */
@Command(
        name = "gradus-spark",
        mixinStandardHelpOptions = true,
        description = "Finds the learning rate of a network that is trained on a Spark cluster.")
public final class SparkSearch implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final int INTERRUPTED = 130;
    /** Above the priority with which Spark stops its context. */
    private static final int BEFORE_SPARK = 100;

    private static final String PLUGINS = "spark.plugins";

    @Mixin
    final TrialOptions training = new TrialOptions();

    @Mixin
    final SearchOptions options = new SearchOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "an HTML page (default: none)")
    Optional<Path> report = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "a JSON report (default: none)")
    Optional<Path> json = Optional.empty();

    @Option(names = "--csv", paramLabel = "FILE", description = "a table of the trials (default: none)")
    Optional<Path> csv = Optional.empty();

    /** Called by {@code spark-submit}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SparkSearch()).execute(args));
    }

    @Override
    public Integer call() {
        SparkConf settings = new SparkConf();
        settings.setIfMissing("spark.app.name", "gradus " + options.study);
        settings.setIfMissing(PLUGINS, GradusPlugin.class.getName());
        SparkContext context = new SparkContext(settings);
        try {
            return run(context);
        } finally {
            context.stop();
        }
    }

    private int run(SparkContext context) {
        try {
            return end(training.workers.isPresent() ? work(context) : search(context));
        } catch (IllegalArgumentException | IllegalStateException | TrainingException e) {
            System.err.println(e.getMessage());
            return USAGE;
        } catch (SearchException e) {
            System.err.println(e.getMessage());
            return FAILURE;
        }
    }

    private StudyResult search(SparkContext context) throws TrainingException {
        SparkTrials spark = training.trials(context);
        RunningSearch running = options.search(spark.trainer())
                .executor(spark)
                .parallelism(training.parallelism(context))
                .progress()
                .start();
        ShutdownHookManager.get().addShutdownHook(() -> leave(running), BEFORE_SPARK);
        return running.await();
    }

    private StudyResult work(SparkContext context) throws TrainingException {
        String store = options.store.orElseThrow(() -> new IllegalArgumentException(
                "--workers needs a study in PostgreSQL: --store jdbc:postgresql://host/database"));
        SparkWorkers workers = training.workers(context, store);
        options.search(training.trainer()).begin();
        ShutdownHookManager.get().addShutdownHook(workers::cancel, BEFORE_SPARK);
        workers.work(options.study);
        try (StudyStore opened = StudyStores.open(store)) {
            return StudyResult.of(opened, new StudyId(options.study));
        }
    }

    /** At a signal: the trials in training are handed back, so that a stored study goes on from their models. */
    private static void leave(RunningSearch running) {
        if (!running.isDone()) {
            running.cancel();
            running.await();
        }
    }

    private int end(StudyResult result) {
        System.out.println(result);
        report.ifPresent(file -> HtmlReport.write(result, file));
        json.ifPresent(file -> JsonReport.write(result, file));
        csv.ifPresent(file -> CsvReport.writeTrials(result, file));
        if (result.interrupted()) {
            return INTERRUPTED;
        }
        return result.findBest().isPresent() ? 0 : FAILURE;
    }
}
