package org.gradus.reports.internal.rates;

import java.util.Collection;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.Trial;

/**
 * Prints the learning rates of a study with two digits, or three where two do not tell them apart.
 *
 * @param digits the significant digits, 2 or 3
 */
public record RateFormat(int digits) {
    private static final int FEWEST = 2;
    private static final int MOST = 3;

    /** The format for these rates. */
    public static RateFormat of(Collection<LearningRate> rates) {
        int digits = FEWEST;
        while (digits < MOST
                && printed(rates, digits) < rates.stream().distinct().count()) {
            digits++;
        }
        return new RateFormat(digits);
    }

    private static long printed(Collection<LearningRate> rates, int digits) {
        return rates.stream()
                .distinct()
                .map(rate -> Figures.rate(rate.value(), digits))
                .distinct()
                .count();
    }

    /** The rate of a trial: {@code 3.2e-3}; its whole configuration where its space has none. */
    public String of(Trial trial) {
        return trial.learningRate()
                .map(this::of)
                .orElseGet(() -> trial.configuration().toString());
    }

    /** The rate: {@code 3.2e-3}. */
    public String of(LearningRate rate) {
        return Figures.rate(rate.value(), digits);
    }
}
