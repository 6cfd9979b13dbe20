package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import com.google.common.primitives.Longs;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recorded learning curves of one task: every rate with every seed. A table is a CSV file, gzipped or not, whose columns
 * are {@code learning_rate}, maybe other hyperparameters that are the same in all rows, {@code seed}, {@code epoch} and
 * those of {@link Column}; epoch 0 is before training, an empty field was not recorded, non-finite values are written
 * {@code NaN}, {@code Infinity} and {@code -Infinity}, and the record of a run that failed may end early. Immutable.
 */
public final class CurveTable {
    /** How near a rate must be to a recorded one to read it alone, as a share of the gap to the next. */
    private static final double NEAR = 1e-9;

    private final String task;
    private final ImmutableMap<String, String> constants;
    private final Set<Column> columns;
    private final double[] rates;
    private final long[] seeds;
    private final int epochs;
    private final ImmutableList<RecordedRun> runs;

    private CurveTable(
            String task,
            Map<String, String> constants,
            Set<Column> columns,
            double[] rates,
            long[] seeds,
            List<RecordedRun> runs) {
        this.task = task;
        this.constants = ImmutableMap.copyOf(constants);
        this.columns = Sets.immutableEnumSet(columns);
        this.rates = rates;
        this.seeds = seeds;
        this.runs = ImmutableList.copyOf(runs);
        this.epochs = runs.stream().mapToInt(RecordedRun::lastEpoch).max().orElse(0);
    }

    /**
     * A table of runs.
     *
     * @param task its name
     * @param constants hyperparameters that are the same in all runs, by name
     * @param columns which figures are recorded
     * @param runs every rate with every seed once, in any order
     * @throws IllegalArgumentException if a run is missing or there twice, or none is longer than epoch 0
     */
    static CurveTable of(
            String task, Map<String, String> constants, Set<Column> columns, Collection<RecordedRun> runs) {
        double[] rates =
                runs.stream().mapToDouble(RecordedRun::rate).sorted().distinct().toArray();
        long[] seeds =
                runs.stream().mapToLong(RecordedRun::seed).sorted().distinct().toArray();
        Map<List<Number>, RecordedRun> found = new HashMap<>();
        for (RecordedRun run : runs) {
            if (found.put(List.of(run.rate(), run.seed()), run) != null) {
                throw new IllegalArgumentException(
                        "rate " + run.rate() + " with seed " + run.seed() + " is recorded twice");
            }
        }
        ImmutableList.Builder<RecordedRun> ordered = ImmutableList.builder();
        for (double rate : rates) {
            for (long seed : seeds) {
                RecordedRun run = found.get(List.<Number>of(rate, seed));
                if (run == null) {
                    throw new IllegalArgumentException(
                            "rate " + rate + " has no run with seed " + seed + "; every rate must have the same seeds");
                }
                ordered.add(run);
            }
        }
        CurveTable table = new CurveTable(task, constants, columns, rates, seeds, ordered.build());
        if (table.epochs() < 1) {
            throw new IllegalArgumentException("there is no run that was trained for an epoch");
        }
        return table;
    }

    /**
     * Reads a file. The task is its name without {@code .csv} and {@code .gz}.
     *
     * @throws org.gradus.core.study.SearchException naming file, line and column of what is wrong
     */
    public static CurveTable read(Path file) {
        return CurveTableReader.read(file);
    }

    /**
     * Reads a stream, gzipped or not.
     *
     * @param name the name of its file, for messages and for the task
     * @throws org.gradus.core.study.SearchException naming file, line and column of what is wrong
     */
    public static CurveTable read(String name, InputStream stream) {
        return CurveTableReader.read(name, stream);
    }

    /**
     * Writes the table, gzipped if the name ends so. The same table gives the same bytes.
     *
     * @throws org.gradus.core.study.SearchException if the file cannot be written
     */
    public void write(Path file) {
        CurveTableWriter.write(this, file);
    }

    /** The table's name. */
    public String task() {
        return task;
    }

    /** Hyperparameters that are the same in all runs, by name. */
    public Map<String, String> constants() {
        return constants;
    }

    /** The recorded rates, increasing. */
    public double[] rates() {
        return rates.clone();
    }

    public double minRate() {
        return rates[0];
    }

    public double maxRate() {
        return rates[rates.length - 1];
    }

    /** How many seeds every rate was trained with. */
    public int seedCount() {
        return seeds.length;
    }

    /** The epochs of a full training: the last epoch of the longest run. */
    public int epochs() {
        return epochs;
    }

    /** Whether a figure is recorded, maybe not at every epoch. */
    public boolean has(Column column) {
        return columns.contains(column);
    }

    Set<Column> columns() {
        return columns;
    }

    /** All runs, by rate and then by seed. */
    public List<RecordedRun> runs() {
        return runs;
    }

    /**
     * The table of one recorded seed alone.
     *
     * @throws IllegalArgumentException if no run has this seed, or none of them was trained for an epoch
     */
    public CurveTable withSeed(long seed) {
        if (Longs.indexOf(seeds, seed) < 0) {
            throw new IllegalArgumentException(
                    "table '" + task + "' has no run with seed " + seed + "; it has the seeds " + seeds());
        }
        return of(
                task,
                constants,
                columns,
                runs.stream().filter(run -> run.seed() == seed).toList());
    }

    /** The recorded seeds, increasing. */
    public List<Long> seeds() {
        return Longs.asList(seeds.clone());
    }

    /** The run of a recorded rate, both counted from 0. */
    private RecordedRun run(int rate, int seed) {
        return runs.get(rate * seeds.length + seed);
    }

    /**
     * What a rate reads: its two recorded neighbours, one alone if it is within 1e-9 of the gap between them, and the
     * nearest end outside the recorded range.
     *
     * @param seed which of the recorded seeds, counted from 0
     */
    RecordedCurve curve(double rate, int seed) {
        if (!(rate > minRate() && rate < maxRate())) {
            return RecordedCurve.alone(run(rate <= minRate() ? 0 : rates.length - 1, seed));
        }
        int found = Arrays.binarySearch(rates, rate);
        if (found >= 0) {
            return RecordedCurve.alone(run(found, seed));
        }
        int upper = -found - 1;
        double low = Math.log10(rates[upper - 1]);
        double share = (Math.log10(rate) - low) / (Math.log10(rates[upper]) - low);
        if (share <= NEAR || share >= 1 - NEAR) {
            return RecordedCurve.alone(run(share <= NEAR ? upper - 1 : upper, seed));
        }
        return new RecordedCurve(run(upper - 1, seed), run(upper, seed), share);
    }

    /** The recorded figures of a curve table, in the order of its columns. */
    public enum Column {
        TRAIN_LOSS("train_loss", true),
        VALIDATION_LOSS("validation_loss", true),
        TRAIN_ACCURACY("train_accuracy", false),
        VALIDATION_ACCURACY("validation_accuracy", true),
        TEST_LOSS("test_loss", false),
        TEST_ACCURACY("test_accuracy", false);

        private final String header;
        private final boolean required;

        Column(String header, boolean required) {
            this.header = header;
            this.required = required;
        }

        /** The name in the table's first line. */
        public String header() {
            return header;
        }

        /** Whether every table has this column; its fields may still be empty. */
        public boolean isRequired() {
            return required;
        }
    }
}
