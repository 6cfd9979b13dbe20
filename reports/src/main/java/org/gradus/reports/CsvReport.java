package org.gradus.reports;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.reports.internal.facts.FigureName;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;

/**
 * The report as CSV (RFC 4180, UTF-8, lines end with a line feed): a table of the trials, and one of their curves. Numbers
 * are written to all digits; NaN and infinities as {@code NaN}, {@code Infinity}, {@code -Infinity}, which R, pandas and
 * NumPy read; what was not measured is empty. A text that a spreadsheet would read as a formula, because it begins with
 * {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break, has an apostrophe before it, as OWASP advises
 * (<i>CSV Injection</i>). The same study gives the same bytes.
 */
public final class CsvReport {
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvReport() {}

    /**
     * Writes {@link #trials} to a file.
     *
     * @throws org.gradus.core.study.SearchException if the place cannot be written to
     */
    public static void writeTrials(StudyResult result, Path path) {
        ReportFile.write(path, out -> writeTrials(result, out));
    }

    /**
     * Writes {@link #curves} to a file.
     *
     * @throws org.gradus.core.study.SearchException if the place cannot be written to
     */
    public static void writeCurves(StudyResult result, Path path) {
        ReportFile.write(path, out -> writeCurves(result, out));
    }

    /**
     * One row a trial, in the order of their numbers: id, purpose, replicateOf, rank (of candidates), each
     * hyperparameter, outcome, epochs, the last evaluation (training, validation, test), the generalization gap, the
     * diagnosis with its evidence, and why the trial ended.
     */
    public static String trials(StudyResult result) {
        return text(out -> writeTrials(result, out));
    }

    private static void writeTrials(StudyResult result, Writer out) throws IOException {
        List<String> parameters = parameters(result.view());
        List<String> metrics = metrics(result.view());
        Map<TrialId, Integer> ranks = new HashMap<>();
        for (RankedTrial entry : result.ranking().entries()) {
            ranks.put(entry.trial().id(), entry.rank());
        }
        List<String> head = new ArrayList<>(List.of("id", "purpose", "replicateOf", "rank"));
        parameters.forEach(parameter -> head.add(plain(parameter)));
        head.addAll(List.of("outcome", "epochs"));
        for (String split : List.of("train", "validation", "test")) {
            metrics.forEach(metric -> head.add(FigureName.of(split, metric)));
        }
        head.addAll(List.of("gap", "diagnosis", "evidence", "reason"));
        row(out, head);
        Iterator<TrialFacts> trials = StudyFacts.trials(result.view()).iterator();
        while (trials.hasNext()) {
            TrialFacts facts = trials.next();
            row(out, cells(facts, Optional.ofNullable(ranks.get(facts.trial().id())), parameters, metrics));
        }
    }

    private static List<String> cells(
            TrialFacts facts, Optional<Integer> rank, List<String> parameters, List<String> metrics) {
        Trial trial = facts.trial();
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(trial.id().number()));
        cells.add(trial.purpose().word());
        cells.add(trial.plan()
                .replicateOf()
                .map(of -> Integer.toString(of.number()))
                .orElse(""));
        cells.add(rank.map(Object::toString).orElse(""));
        for (String parameter : parameters) {
            cells.add(Optional.ofNullable(trial.configuration().values().get(parameter))
                    .map(CsvReport::value)
                    .orElse(""));
        }
        cells.add(facts.outcome());
        cells.add(Integer.toString(trial.epochsTrained()));
        cells.addAll(figures(facts.train(), metrics));
        cells.addAll(figures(facts.validation(), metrics));
        cells.addAll(figures(trial.test(), metrics));
        cells.add(optional(facts.measures().gap()));
        cells.add(facts.diagnosis().label().word());
        cells.add(plain(facts.diagnosis().evidence()));
        cells.add(plain(facts.outcomeReason()));
        return cells;
    }

    /**
     * One row a recorded point: trial, purpose, step, epoch, learningRate (of the schedule at that step; empty where the trainer
     * has none), batchLoss, and
     * the evaluations on the training and validation splits.
     */
    public static String curves(StudyResult result) {
        return text(out -> writeCurves(result, out));
    }

    private static void writeCurves(StudyResult result, Writer out) throws IOException {
        List<String> metrics = metrics(result.view());
        List<String> head = new ArrayList<>(List.of("trial", "purpose", "step", "epoch", "learningRate", "batchLoss"));
        for (String split : List.of("train", "validation")) {
            metrics.forEach(metric -> head.add(FigureName.of(split, metric)));
        }
        row(out, head);
        for (Trial trial : result.view().trials()) {
            for (CurvePoint point : trial.curve().points()) {
                row(out, cells(trial, point, metrics));
            }
        }
    }

    private static String text(ReportFile.Content content) {
        StringWriter text = new StringWriter();
        try {
            content.writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> cells(Trial trial, CurvePoint point, List<String> metrics) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(trial.id().number()));
        cells.add(trial.purpose().word());
        cells.add(Long.toString(point.step()));
        cells.add(number(point.step() / (double) trial.stepsPerEpoch()));
        cells.add(Double.isNaN(point.learningRate()) ? "" : number(point.learningRate()));
        cells.add(number(point.batchLoss()));
        cells.addAll(figures(point.train(), metrics));
        cells.addAll(figures(point.validation(), metrics));
        return cells;
    }

    private static List<String> parameters(StudyView study) {
        TreeSet<String> others = new TreeSet<>();
        study.space().parameters().forEach(p -> others.add(p.name()));
        others.remove(SearchSpace.LEARNING_RATE);
        List<String> names = new ArrayList<>(List.of(SearchSpace.LEARNING_RATE));
        names.addAll(others);
        return names;
    }

    /** What was measured anywhere, loss first. */
    private static List<String> metrics(StudyView study) {
        TreeSet<String> names = new TreeSet<>();
        for (Trial trial : study.trials()) {
            for (CurvePoint point : trial.curve().evaluated()) {
                point.validation().ifPresent(e -> names.addAll(e.metrics().keySet()));
                point.train().ifPresent(e -> names.addAll(e.metrics().keySet()));
            }
        }
        List<String> metrics = new ArrayList<>(List.of("loss"));
        metrics.addAll(names);
        return metrics;
    }

    private static List<String> figures(Optional<Evaluation> evaluation, List<String> metrics) {
        return metrics.stream()
                .map(metric -> optional(evaluation.map(e -> e.metric(metric)).orElse(OptionalDouble.empty())))
                .toList();
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String value(Object value) {
        if (value instanceof Double real) {
            return number(real);
        }
        return value instanceof Number ? value.toString() : plain(value.toString());
    }

    /** The shortest text that reads back as the same number, on every Java version alike. */
    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }

    private static void row(Writer out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        out.append('\n');
    }

    /** A text that no spreadsheet takes for a formula; numbers do not come here, and stay numbers. */
    private static String plain(String text) {
        return text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
