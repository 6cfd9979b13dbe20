package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.trainers.replay.CurveTable.Column;

/**
 * Makes a curve table from real trainings: every rate with every seed, at a constant rate unless a schedule is set, evaluated after each epoch.
 * The record of a training that diverges ends with its last whole epoch. The test split is not read. Immutable; every
 * method that sets something returns a copy.
 */
public final class CurveTableRecorder {
    private final Trainer trainer;
    private final Function<LearningRate, Configuration> configuration;
    private final Grid grid;
    private final int parallelism;
    private final Consumer<RecordedRun> listener;

    private record Grid(double[] rates, int seeds, int epochs, ScheduleFamily schedule) {}

    private record Job(int trial, double rate, int seed) {}

    private CurveTableRecorder(
            Trainer trainer,
            Function<LearningRate, Configuration> configuration,
            Grid grid,
            int parallelism,
            Consumer<RecordedRun> listener) {
        this.trainer = trainer;
        this.configuration = configuration;
        this.grid = grid;
        this.parallelism = parallelism;
        this.listener = listener;
    }

    /**
     * A recorder.
     *
     * @param trainer must report {@value Evaluation#ACCURACY}
     * @param rates what to train at, each positive and finite, at least two, increasing
     * @param seeds how often each, with seeds 0, 1, …; at least 1
     * @param epochs how long, at least 1
     */
    public static CurveTableRecorder of(Trainer trainer, double[] rates, int seeds, int epochs) {
        if (!trainer.descriptor().metrics().contains(Evaluation.ACCURACY)) {
            throw new IllegalArgumentException("a curve table needs the metric '" + Evaluation.ACCURACY
                    + "', but trainer '" + trainer.descriptor().name() + "' does not report it");
        }
        if (rates.length < 2) {
            throw new IllegalArgumentException("a curve table needs at least 2 rates, but has " + rates.length);
        }
        for (int i = 1; i < rates.length; i++) {
            if (!(rates[i] > rates[i - 1])) {
                throw new IllegalArgumentException(
                        "the rates of a table must increase, but " + rates[i] + " follows " + rates[i - 1]);
            }
        }
        DoubleStream.of(rates).forEach(LearningRate::new);
        if (seeds < 1 || epochs < 1) {
            throw new IllegalArgumentException(
                    "a curve table needs at least 1 seed and 1 epoch, but has " + seeds + " and " + epochs);
        }
        Grid grid = new Grid(rates.clone(), seeds, epochs, ScheduleFamily.CONSTANT);
        return new CurveTableRecorder(trainer, Configuration::of, grid, 1, run -> {});
    }

    /**
     * Rates at equal distances on a log scale, both ends included, rounded to six significant digits.
     *
     * @param count at least 2
     */
    public static double[] logSpaced(double min, double max, int count) {
        if (!(min > 0 && min < max && max < Double.POSITIVE_INFINITY && count >= 2)) {
            throw new IllegalArgumentException("rates need 0 < min < max < ∞ and a count of at least 2, but were " + min
                    + " to " + max + ", " + count);
        }
        double[] rates = new double[count];
        for (int i = 0; i < count; i++) {
            double rate = min * Math.pow(max / min, i / (double) (count - 1));
            rates[i] = new BigDecimal(rate).round(new MathContext(6)).doubleValue();
        }
        return rates;
    }

    /** What is trained at a rate; the rate alone unless set. */
    public CurveTableRecorder configuration(Function<LearningRate, Configuration> value) {
        return new CurveTableRecorder(trainer, value, grid, parallelism, listener);
    }

    /** How the rate of a training changes; constant unless set. The recorded rate is the one that the schedule is made from. */
    public CurveTableRecorder schedule(ScheduleFamily value) {
        Grid scheduled = new Grid(grid.rates, grid.seeds, grid.epochs, value);
        return new CurveTableRecorder(trainer, configuration, scheduled, parallelism, listener);
    }

    /** How many trainings run at once, at least 1; the table does not depend on it. */
    public CurveTableRecorder parallelism(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, but was " + value);
        }
        return new CurveTableRecorder(trainer, configuration, grid, value, listener);
    }

    /** Receives every finished run, from the threads that train. */
    public CurveTableRecorder listener(Consumer<RecordedRun> value) {
        return new CurveTableRecorder(trainer, configuration, grid, parallelism, value);
    }

    /**
     * Trains and records.
     *
     * @param task the table's name
     * @param cancel ends the recording between two steps
     * @throws org.gradus.core.study.SearchException if a training failed
     * @throws InterruptedException if the recording was cancelled or the thread interrupted
     */
    public CurveTable record(String task, CancellationToken cancel) throws InterruptedException {
        List<Callable<RecordedRun>> trainings = new ArrayList<>();
        for (Job job : jobs()) {
            trainings.add(() -> train(job, cancel));
        }
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        List<RecordedRun> runs = new ArrayList<>();
        try {
            List<Future<RecordedRun>> futures = new ArrayList<>();
            trainings.forEach(training -> futures.add(threads.submit(training)));
            for (Future<RecordedRun> future : futures) {
                runs.add(future.get());
            }
        } catch (ExecutionException e) {
            throw failure(task, e.getCause() == null ? e : e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return CurveTable.of(task, Map.of(), columns(runs), runs);
    }

    private static CurveTableException failure(String task, Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException) {
            throw new InterruptedException(cause.getMessage());
        }
        return new CurveTableException("table '" + task + "' was not recorded: " + cause, cause);
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (double rate : grid.rates) {
            for (int seed = 0; seed < grid.seeds; seed++) {
                jobs.add(new Job(jobs.size() + 1, rate, seed));
            }
        }
        return jobs;
    }

    private static Set<Column> columns(List<RecordedRun> runs) {
        Set<Column> columns = EnumSet.noneOf(Column.class);
        for (Column column : Column.values()) {
            if (column.isRequired()
                    || runs.stream().anyMatch(run -> run.figure(column, 0).isPresent())) {
                columns.add(column);
            }
        }
        return ImmutableSet.copyOf(columns);
    }

    private RecordedRun train(Job job, CancellationToken cancel) throws TrainingException, InterruptedException {
        TrainingRequest request = request(job);
        try (TrainingSession session = trainer.open(request)) {
            Segment segment = session.advanceTo(request.totalSteps(), cancel);
            if (segment.end() == SegmentEnd.CANCELLED) {
                throw new InterruptedException("the recording was cancelled: " + segment.reason());
            }
            RecordedRun.Builder run = RecordedRun.builder(job.rate(), job.seed());
            segment.points().stream()
                    .filter(point -> request.evaluatedAt(point.step()))
                    .filter(point -> point.isFinite() || point.step() == 0)
                    .forEach(point -> run.add(figures(point)));
            RecordedRun recorded = run.build();
            listener.accept(recorded);
            return recorded;
        }
    }

    private TrainingRequest request(Job job) {
        LearningRate rate = new LearningRate(job.rate());
        Configuration configured = configuration.apply(rate);
        TrialPlan plan = TrialPlan.search(
                new TrialId(job.trial()), configured, Seeds.of(job.seed(), 0), trainer.stepsPerEpoch(configured));
        return new TrainingRequest(
                plan, grid.schedule.forPeak().apply(rate), grid.epochs * plan.stepsPerEpoch(), Integer.MAX_VALUE);
    }

    private static Map<Column, Double> figures(CurvePoint point) {
        Map<Column, Double> figures = new EnumMap<>(Column.class);
        point.train().ifPresent(train -> {
            figures.put(Column.TRAIN_LOSS, train.loss());
            put(figures, Column.TRAIN_ACCURACY, train.accuracy());
        });
        point.validation().ifPresent(validation -> {
            figures.put(Column.VALIDATION_LOSS, validation.loss());
            put(figures, Column.VALIDATION_ACCURACY, validation.accuracy());
        });
        return figures;
    }

    private static void put(Map<Column, Double> figures, Column column, OptionalDouble figure) {
        if (figure.isPresent()) {
            figures.put(column, figure.getAsDouble());
        }
    }
}
