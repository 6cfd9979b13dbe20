package org.gradus.core.curvature;

import java.util.OptionalDouble;
import org.gradus.core.space.Figures;

/**
 * The largest curvature of a loss at one point, and the learning rate above which it cannot be descended there.
 *
 * @param largest the largest eigenvalue of the Hessian, λ_max; not above 0 where the loss curves downward in all directions
 * @param error by what share of it the largest eigenvalue may be another, 0 or more
 * @param converged whether the measurement settled within its number of gradients
 * @param gradients how many gradients were computed
 * @param rule what the optimizer makes of a gradient
 */
public record Curvature(double largest, double error, boolean converged, int gradients, UpdateRule rule) {
    public Curvature {
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("a curvature must be finite, but was " + largest);
        }
        if (!(error >= 0)) {
            throw new IllegalArgumentException("the error of a curvature must be 0 or more, but was " + error);
        }
    }

    /** The rate above which the optimizer is unstable; empty where λ_max sets no limit. */
    public OptionalDouble limit() {
        OptionalDouble factor = rule.factor();
        return factor.isPresent() && largest > 0
                ? OptionalDouble.of(factor.getAsDouble() / largest)
                : OptionalDouble.empty();
    }

    /** The limit in a line, or why there is none. */
    public String words() {
        if (!(largest > 0)) {
            return "no stability limit: the loss curves upward in no direction here";
        }
        String curvature = "λ_max " + Figures.rate(largest) + " within " + Figures.of(100 * error, 2) + " %, "
                + gradients + " gradients";
        OptionalDouble limit = limit();
        return limit.isPresent()
                ? "stability limit " + rule.formula() + " = " + Figures.rate(limit.getAsDouble()) + " (" + curvature
                        + ")"
                : "no stability limit follows from λ_max for " + rule.kind().words() + " (" + curvature + ")";
    }
}
