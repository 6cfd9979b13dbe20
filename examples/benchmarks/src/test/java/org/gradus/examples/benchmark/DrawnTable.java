package org.gradus.examples.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.RecordedRun;

/** A table of curves drawn by hand, of eight epochs: the diagnoser sees four. */
final class DrawnTable {
    /** Learns at once, and is settled at epoch 4. */
    static final double[] GOOD_ACCURACY = {0.1, 0.7, 0.78, 0.80, 0.805, 0.807, 0.808, 0.808, 0.808};

    static final double[] GOOD_LOSS = {2.3, 0.9, 0.65, 0.58, 0.55, 0.54, 0.535, 0.53, 0.53};

    private final StringBuilder csv =
            new StringBuilder("learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy\n");

    /** A training whose train loss is its validation loss. */
    DrawnTable run(double rate, int seed, double[] loss, double[] accuracy) {
        return run(rate, seed, loss, loss, accuracy);
    }

    /** A training; shorter series are records that end early. */
    DrawnTable run(double rate, int seed, double[] train, double[] validation, double[] accuracy) {
        for (int epoch = 0; epoch < accuracy.length; epoch++) {
            csv.append(rate).append(',').append(seed).append(',').append(epoch).append(',');
            csv.append(train[epoch]).append(',').append(validation[epoch]).append(',');
            csv.append(accuracy[epoch]).append('\n');
        }
        return this;
    }

    /** The good training. */
    DrawnTable good(double rate, int seed) {
        return run(rate, seed, GOOD_LOSS, GOOD_ACCURACY);
    }

    /** Nine figures that are the same. */
    static double[] constant(double figure) {
        double[] figures = new double[GOOD_LOSS.length];
        Arrays.fill(figures, figure);
        return figures;
    }

    CurveTable table() {
        return CurveTable.read(
                "drawn.csv", new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void write(Path file) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The training of a rate with a seed. */
    static RecordedRun find(CurveTable table, double rate, long seed) {
        return table.runs().stream()
                .filter(run -> run.rate() == rate && run.seed() == seed)
                .findFirst()
                .orElseThrow();
    }
}
