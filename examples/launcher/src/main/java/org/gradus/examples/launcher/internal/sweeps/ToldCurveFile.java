package org.gradus.examples.launcher.internal.sweeps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;

/**
 * The learning curve of one training, done elsewhere: a CSV file, whose columns are {@value #EPOCH} or {@value #STEP}, {@value
 * #LOSS} and other figures of the validation data, and maybe {@value #TRAIN_LOSS}, in any order. Figures may be {@code NaN} or
 * infinite; a row whose validation figures are all blank has none.
 */
public final class ToldCurveFile {
    private static final String EPOCH = "epoch";
    private static final String STEP = "step";
    private static final String LOSS = "loss";
    private static final String TRAIN_LOSS = "train_loss";

    private final CsvTable table;

    private ToldCurveFile(CsvTable table) {
        this.table = table;
    }

    /**
     * Reads a curve.
     *
     * @throws SearchException naming the file, and line or column, of what is wrong
     */
    public static ToldCurveFile read(Path file) {
        CsvTable table = CsvTable.read(file);
        if (table.has(EPOCH) == table.has(STEP)) {
            throw new SearchException(
                    file + " must have a column " + EPOCH + " or " + STEP + ", and not both; its first line is "
                            + String.join(",", table.header()) + "\nMaybe the header is missing.");
        }
        if (table.rows().isEmpty()) {
            throw new SearchException(file + " has no rows");
        }
        return new ToldCurveFile(table);
    }

    /**
     * The points of a trial.
     *
     * @throws SearchException naming file and line of what is wrong
     */
    public List<CurvePoint> points(Trial trial, Objective objective) {
        if (!table.has(objective.metric())) {
            throw new SearchException(table.file() + " has no column " + objective.metric()
                    + ", which the objective needs; its first line is " + String.join(",", table.header()));
        }
        List<CurvePoint> points = new ArrayList<>();
        table.rows().forEach(row -> points.add(row.read(r -> point(r, trial, objective))));
        return points;
    }

    private CurvePoint point(CsvTable.Row row, Trial trial, Objective objective) {
        long step = table.has(STEP) ? row.whole(STEP) : Math.multiplyExact(row.whole(EPOCH), trial.stepsPerEpoch());
        Optional<Evaluation> validation = validation(row);
        if (validation.isPresent() && row.isBlank(objective.metric())) {
            throw new IllegalArgumentException(objective.metric() + " is blank, but other figures are not");
        }
        double rate = trial.learningRate().map(LearningRate::value).orElse(CurvePoint.NO_RATE);
        double loss = table.has(TRAIN_LOSS) && !row.isBlank(TRAIN_LOSS)
                ? row.number(TRAIN_LOSS)
                : validation.map(Evaluation::loss).orElse(0.0);
        return new CurvePoint(step, rate, loss, Optional.empty(), validation);
    }

    private Optional<Evaluation> validation(CsvTable.Row row) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (String column : table.header()) {
            if (!List.of(EPOCH, STEP, LOSS, TRAIN_LOSS).contains(column) && !row.isBlank(column)) {
                metrics.put(column, row.number(column));
            }
        }
        boolean hasLoss = table.has(LOSS) && !row.isBlank(LOSS);
        return metrics.isEmpty() && !hasLoss
                ? Optional.empty()
                : Optional.of(new Evaluation(hasLoss ? row.number(LOSS) : 0, metrics));
    }
}
