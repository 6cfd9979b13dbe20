package org.gradus.reports.internal.charts;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SurrogateBand;

/**
 * What lies behind the points of the chart of scores: the belief of the strategy's surrogate model, and without such a model how
 * neighbouring trials lie.
 *
 * @param x decimal logarithms of rates, rising
 * @param low the lower end of the band there
 * @param median its middle
 * @param high its upper end
 * @param words what it is
 */
record ScoreBand(double[] x, double[] low, double[] median, double[] high, String words) {
    static Optional<ScoreBand> of(StudyResult result) {
        return result.surrogate()
                .map(band -> of(band.points()))
                .or(() -> NeighbourBand.of(result.ranking().entries()).map(ScoreBand::of));
    }

    private static ScoreBand of(List<SurrogateBand.Point> points) {
        return new ScoreBand(
                all(points, p -> Math.log10(p.rate())),
                all(points, SurrogateBand.Point::low),
                all(points, SurrogateBand.Point::median),
                all(points, SurrogateBand.Point::high),
                "median and 95 % band of the strategy's model");
    }

    private static ScoreBand of(NeighbourBand band) {
        return new ScoreBand(
                band.x(),
                band.low(),
                band.median(),
                band.high(),
                "median and middle half of " + band.neighbours() + " neighbours");
    }

    private static double[] all(List<SurrogateBand.Point> points, ToDoubleFunction<SurrogateBand.Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
