package org.gradus.examples.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.benchmark.RecordedTable.Rates;
import org.gradus.examples.benchmark.RecordedTable.Training;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Records the curves that the diagnosis is measured on, each rate with 3 seeds. Arguments: {@code development}, {@code held-out} or
 * {@code held-out-second}, the folder of the tables, and the threads; the tables that the folder has already are kept.
 */
final class DiagnosisTables {
    private static final DiagnosisImages FIRST = DiagnosisImages.of(0, 1000);
    private static final Training SHORT = new Training(12, 20);
    private static final Rates RATES = new Rates(1e-4, 5, 13);

    /** An adaptive optimizer has steps of the size of its rate. */
    private static final Rates ADAM = new Rates(1e-5, 5, 13);

    private DiagnosisTables() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Files.createDirectories(folder);
        for (RecordedTable table : group(args[0])) {
            table.record(folder, Integer.parseInt(args[2]));
        }
    }

    private static List<RecordedTable> group(String name) {
        return switch (name) {
            case "development" -> development();
            case "held-out" -> heldOut();
            case "held-out-second" -> heldOutSecond();
            default -> throw new IllegalArgumentException("no group of tables is called '" + name + "'");
        };
    }

    /** The tables that thresholds may be chosen on. */
    private static List<RecordedTable> development() {
        return List.of(
                new RecordedTable(
                        "mlp64-sgd", DiagnosisNetworks.dense(Activation.RELU, 64), Sgd::new, FIRST, SHORT, RATES),
                new RecordedTable(
                        "mlp256x128-momentum",
                        DiagnosisNetworks.dense(Activation.RELU, 256, 128),
                        Nesterovs::new,
                        FIRST,
                        SHORT,
                        RATES),
                new RecordedTable("cnn-sgd", DiagnosisNetworks.cnn(), Sgd::new, FIRST, SHORT, RATES),
                new RecordedTable(
                        "strideCnnDropout-momentum",
                        DiagnosisNetworks.strideCnnDropout(),
                        Nesterovs::new,
                        FIRST,
                        SHORT,
                        RATES),
                new RecordedTable(
                        "mlp100-adam",
                        DiagnosisNetworks.dense(Activation.RELU, 100),
                        Adam::new,
                        DiagnosisImages.of(4000, 1000),
                        new Training(20, 25),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "cnn-adam-wrongLabels",
                        DiagnosisNetworks.cnn(),
                        Adam::new,
                        new DiagnosisImages(2000, 1000, 0.2),
                        new Training(16, 20),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "mlpBatchNorm-momentum",
                        DiagnosisNetworks.denseBatchNorm(32, 32),
                        Nesterovs::new,
                        DiagnosisImages.of(0, 1500),
                        new Training(24, 32),
                        new Rates(1e-4, 5, 11)),
                new RecordedTable(
                        "deepStrideCnn-sgd",
                        DiagnosisNetworks.deepStrideCnn(),
                        Sgd::new,
                        DiagnosisImages.of(1000, 1500),
                        new Training(16, 32),
                        new Rates(1e-3, 4, 10)));
    }

    /** The tables that nothing is chosen on. The cheap ones come first. */
    private static List<RecordedTable> heldOut() {
        return List.of(
                new RecordedTable(
                        "softmax-sgd",
                        List.of(),
                        Sgd::new,
                        DiagnosisImages.of(1000, 2000),
                        new Training(16, 32),
                        new Rates(1e-5, 6, 13)),
                new RecordedTable(
                        "mlp128-adam-wrongLabels",
                        DiagnosisNetworks.dense(Activation.RELU, 128),
                        Adam::new,
                        new DiagnosisImages(1000, 1500, 0.3),
                        new Training(24, 32),
                        new Rates(1e-5, 4, 11)),
                new RecordedTable(
                        "deepTanh-momentum",
                        DiagnosisNetworks.dense(Activation.TANH, 64, 64, 64, 64),
                        rate -> new Nesterovs(rate, 0.95),
                        DiagnosisImages.of(2000, 2000),
                        new Training(20, 50),
                        new Rates(3e-5, 5, 11)),
                new RecordedTable(
                        "mlpBatchNorm-sgd",
                        DiagnosisNetworks.denseBatchNorm(64, 32),
                        Sgd::new,
                        DiagnosisImages.of(500, 1000),
                        new Training(20, 25),
                        new Rates(1e-4, 6, 13)),
                new RecordedTable(
                        "deepStrideCnn-adam", DiagnosisNetworks.deepStrideCnn(), Adam::new, FIRST, SHORT, ADAM),
                new RecordedTable("cnnBatchNorm-adam", DiagnosisNetworks.cnnBatchNorm(), Adam::new, FIRST, SHORT, ADAM),
                new RecordedTable(
                        "lstm32-adam",
                        DiagnosisNetworks.lstm(32),
                        Adam::new,
                        DiagnosisImages.of(3000, 1000),
                        new Training(16, 32),
                        new Rates(3e-5, 4, 9)),
                new RecordedTable(
                        "wideCnnDropout-nesterov",
                        DiagnosisNetworks.wideCnnDropout(),
                        Nesterovs::new,
                        DiagnosisImages.of(3000, 1500),
                        new Training(16, 50),
                        new Rates(1e-4, 4.5, 10)));
    }

    /** More tables that nothing is chosen on: listed when the diagnoser had been measured on the others. */
    private static List<RecordedTable> heldOutSecond() {
        return List.of(
                new RecordedTable(
                        "softmax-adam",
                        List.of(),
                        Adam::new,
                        DiagnosisImages.of(0, 3000),
                        new Training(12, 50),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "mlp200-nesterov99",
                        DiagnosisNetworks.dense(Activation.RELU, 200),
                        rate -> new Nesterovs(rate, 0.99),
                        DiagnosisImages.of(0, 2000),
                        new Training(16, 40),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "mlp64x64x64-adam",
                        DiagnosisNetworks.dense(Activation.RELU, 64, 64, 64),
                        Adam::new,
                        DiagnosisImages.of(2500, 1500),
                        new Training(20, 32),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "tanh128-sgd",
                        DiagnosisNetworks.dense(Activation.TANH, 128),
                        Sgd::new,
                        DiagnosisImages.of(4000, 1000),
                        new Training(24, 20),
                        new Rates(1e-4, 5, 11)),
                new RecordedTable(
                        "mlpBatchNorm-adam-wrongLabels",
                        DiagnosisNetworks.denseBatchNorm(64, 64),
                        Adam::new,
                        new DiagnosisImages(3500, 1000, 0.2),
                        new Training(20, 25),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "strideCnnDropout-adam",
                        DiagnosisNetworks.strideCnnDropout(),
                        Adam::new,
                        DiagnosisImages.of(2000, 1500),
                        new Training(16, 30),
                        new Rates(1e-5, 5, 11)),
                new RecordedTable(
                        "cnnBatchNorm-sgd",
                        DiagnosisNetworks.cnnBatchNorm(),
                        Sgd::new,
                        DiagnosisImages.of(1000, 1000),
                        new Training(12, 25),
                        new Rates(1e-3, 5, 11)),
                new RecordedTable(
                        "cnn-momentum",
                        DiagnosisNetworks.cnn(),
                        Nesterovs::new,
                        DiagnosisImages.of(1500, 1500),
                        new Training(14, 25),
                        new Rates(1e-4, 4.5, 10)));
    }
}
