package org.gradus.reports.internal.charts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.trial.Trial;

/**
 * A learning curve as it is drawn, over epochs.
 *
 * @param epochs where the model was evaluated; 0 is the untrained model
 * @param validation the figures on the validation split there, by metric; NaN where there is none
 * @param train the figures on the training split there
 * @param batchEpochs where batch losses are drawn
 * @param batchLoss the mean batch loss about there
 * @param end where it ended, in epochs
 */
record CurveLine(
        double[] epochs,
        Map<String, double[]> validation,
        Map<String, double[]> train,
        double[] batchEpochs,
        double[] batchLoss,
        double end) {
    /**
     * How finely each of some curves is drawn. The more there are, the fewer points each has: a page must stay small enough
     * to be opened.
     *
     * @param evaluations drawn at most; more are thinned evenly, the last one kept
     * @param batchPoints means of batch losses drawn at most
     */
    record Detail(int evaluations, int batchPoints) {
        /** Evaluations, and points of batch losses, that all curves together may have. */
        private static final int ALL_EVALUATIONS = 40_000;

        private static final int ALL_BATCH_POINTS = 12_000;
        private static final int FEWEST = 30;
        private static final int MOST = 200;

        /** The detail for that many curves. */
        static Detail of(int curves) {
            return new Detail(each(ALL_EVALUATIONS, curves), each(ALL_BATCH_POINTS, curves));
        }

        private static int each(int all, int curves) {
            return Math.min(MOST, Math.max(FEWEST, all / Math.max(1, curves)));
        }
    }

    static CurveLine of(Trial trial, Detail detail) {
        LearningCurve curve = trial.curve();
        double epoch = trial.stepsPerEpoch();
        List<CurvePoint> evaluated = thinned(curve.evaluated(), detail.evaluations());
        int[] starts = buckets(curve.size(), detail.batchPoints());
        return new CurveLine(
                evaluated.stream().mapToDouble(p -> p.step() / epoch).toArray(),
                figures(evaluated, CurvePoint::validation),
                figures(evaluated, CurvePoint::train),
                IntStream.range(0, starts.length - 1)
                        .mapToDouble(i -> (curve.step(starts[i]) + curve.step(starts[i + 1] - 1)) / 2.0 / epoch)
                        .toArray(),
                IntStream.range(0, starts.length - 1)
                        .mapToDouble(i -> meanLoss(curve, starts[i], starts[i + 1]))
                        .toArray(),
                trial.epochsSpent());
    }

    private static List<CurvePoint> thinned(List<CurvePoint> points, int most) {
        int stride = (points.size() + most - 1) / most;
        return IntStream.range(0, points.size())
                .filter(i -> i % Math.max(1, stride) == 0 || i == points.size() - 1)
                .mapToObj(points::get)
                .toList();
    }

    private static Map<String, double[]> figures(
            List<CurvePoint> points, Function<CurvePoint, Optional<Evaluation>> split) {
        TreeSet<String> names = new TreeSet<>();
        points.forEach(
                p -> split.apply(p).ifPresent(e -> names.addAll(e.metrics().keySet())));
        Map<String, double[]> columns = new TreeMap<>();
        if (points.stream().anyMatch(p -> split.apply(p).isPresent())) {
            names.add("loss");
        }
        for (String name : names) {
            columns.put(
                    name,
                    points.stream()
                            .mapToDouble(p -> split.apply(p)
                                    .map(e -> e.metric(name).orElse(Double.NaN))
                                    .orElse(Double.NaN))
                            .toArray());
        }
        return columns;
    }

    /** The first index of each of at most {@code most} equal parts, and the end. */
    private static int[] buckets(int size, int most) {
        int count = Math.min(size, most);
        return IntStream.rangeClosed(0, count)
                .map(i -> count == 0 ? 0 : (int) ((long) i * size / count))
                .toArray();
    }

    private static double meanLoss(LearningCurve curve, int from, int to) {
        return IntStream.range(from, to).mapToDouble(curve::batchLoss).average().orElse(Double.NaN);
    }
}
