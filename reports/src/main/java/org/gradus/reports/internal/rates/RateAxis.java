package org.gradus.reports.internal.rates;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.RealDomain;
import org.gradus.reports.internal.facts.StudyFacts;

/**
 * The range of learning rates that a report shows: the searched range, and the rates trained outside it.
 *
 * @param low decimal logarithm of the lowest rate
 * @param high decimal logarithm of the highest rate, above {@code low}
 */
public record RateAxis(double low, double high) {
    private static final double NARROWEST = 0.1;

    /** The axis of a study; empty where nothing in it has a learning rate. */
    public static Optional<RateAxis> of(StudyFacts facts) {
        DoubleStream tried = facts.trials().stream()
                .flatMap(t -> t.trial().learningRate().stream())
                .mapToDouble(LearningRate::value);
        DoubleStream range = facts.view().space().learningRateDomain().stream()
                .flatMapToDouble((RealDomain domain) -> DoubleStream.of(domain.min(), domain.max()));
        DoubleSummaryStatistics all =
                DoubleStream.concat(tried, range).map(Math::log10).summaryStatistics();
        if (all.getCount() == 0) {
            return Optional.empty();
        }
        double widen = Math.max(0, NARROWEST - (all.getMax() - all.getMin())) / 2;
        return Optional.of(new RateAxis(all.getMin() - widen, all.getMax() + widen));
    }

    /** The place of a rate, 0 at the low end and 1 at the high end. */
    public double place(LearningRate rate) {
        return (rate.log10() - low) / (high - low);
    }

    /** The lowest rate: {@code 1e-5}. */
    public String lowWords() {
        return Figures.rate(Math.pow(10, low));
    }

    /** The highest rate. */
    public String highWords() {
        return Figures.rate(Math.pow(10, high));
    }
}
