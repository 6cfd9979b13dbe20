package org.gradus.trainers.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One line of a trace: a trial was held, or ended in any way.
 *
 * @param task the table's name
 * @param strategy the strategy's name
 * @param policy the budget policy's name
 * @param seed the seed of the search
 * @param trial the trial's number
 * @param learningRate its rate
 * @param epochs the epochs it was trained for in all
 * @param incumbentRate the rate of the best trial so far among those trained to the last epoch; empty while there is none
 * @param cost the epochs trained so far by all trials, over those of one full training
 * @param regret how far the incumbent is from the best recorded rate; 1 while there is none
 */
public record TraceRow(
        String task,
        String strategy,
        String policy,
        long seed,
        int trial,
        double learningRate,
        int epochs,
        OptionalDouble incumbentRate,
        double cost,
        double regret) {
    /** The first line of a trace file. */
    public static final String HEADER =
            "task,strategy,policy,seed,trial,learning_rate,epochs,incumbent_rate,cost,regret";

    /** The row as a line of CSV, numbers in full. */
    public String toCsv() {
        String incumbent = incumbentRate.isPresent() ? Double.toString(incumbentRate.getAsDouble()) : "";
        return String.join(
                ",",
                task,
                strategy,
                policy,
                Long.toString(seed),
                Integer.toString(trial),
                Double.toString(learningRate),
                Integer.toString(epochs),
                incumbent,
                Double.toString(cost),
                Double.toString(regret));
    }

    /**
     * Writes a trace file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<TraceRow> rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.append(HEADER).append('\n');
            for (TraceRow row : rows) {
                out.append(row.toCsv()).append('\n');
            }
        }
    }
}
