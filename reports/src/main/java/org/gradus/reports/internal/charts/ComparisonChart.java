package org.gradus.reports.internal.charts;

import java.util.List;
import org.gradus.core.study.StudyView;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.facts.NamedStudy;
import org.gradus.reports.internal.facts.TrainedParts;
import org.gradus.reports.internal.rates.RateColors;

/**
 * What the chart of a comparison draws.
 *
 * @param objective the objective's figure for people
 * @param maximize whether higher figures are better
 * @param studies a line each
 * @param trials none: the page shows no single trials
 * @param scale no colours of rates either
 */
record ComparisonChart(
        String objective, boolean maximize, List<Line> studies, List<Integer> trials, List<RateColors> scale) {
    private static final double MILLIS = 1000;

    /**
     * How the best of one study became better.
     *
     * @param name the study's
     * @param best where it did
     * @param epochs what all of its trainings cost
     * @param seconds the same in time, added up over workers
     */
    record Line(String name, List<SpendingChart.Reached> best, double epochs, double seconds) {
        static Line of(NamedStudy study) {
            StudyView view = study.facts().view();
            return new Line(
                    study.name(),
                    SpendingChart.best(view, TrainedParts.of(view)),
                    view.epochsSpent(),
                    view.trainingMillis() / MILLIS);
        }
    }

    static ComparisonChart of(ComparedStudies compared) {
        return new ComparisonChart(
                compared.objective().words(),
                compared.objective().maximize(),
                compared.studies().stream().map(Line::of).toList(),
                List.of(),
                List.of());
    }
}
