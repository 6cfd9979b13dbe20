package org.gradus.reports.internal.html;

import java.util.Optional;
import org.gradus.core.space.Figures;
import org.gradus.reports.internal.rates.RateAxis;

/**
 * The ends of the scale that colours learning rates.
 *
 * @param low the lowest rate in words; empty where the study has no learning rate
 * @param high the highest rate in words
 */
public record RateScale(String low, String high) {
    static RateScale of(Optional<RateAxis> axis) {
        return axis.map(a -> new RateScale(rate(a.low()), rate(a.high()))).orElseGet(() -> new RateScale("", ""));
    }

    private static String rate(double logarithm) {
        return Figures.rate(Math.pow(10, logarithm));
    }

    public boolean isPresent() {
        return !low.isEmpty();
    }
}
