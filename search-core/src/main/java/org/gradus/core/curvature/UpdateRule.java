package org.gradus.core.curvature;

import java.util.OptionalDouble;

/**
 * What an optimizer makes of a gradient, as far as its stability goes.
 *
 * <p>On a quadratic of curvature λ a rate is stable below a limit that follows from the roots of the recursion's
 * characteristic polynomial (Cohen et al. 2021, arXiv 2103.00065, appendix B):
 *
 * <ul>
 *   <li>gradient descent, x ← x - ηg: 2/λ;
 *   <li>heavy ball, v ← βv - ηg(x), x ← x + v: (2 + 2β)/λ. The polynomial is z² - (1 + β - ηλ)z + β;
 *   <li>Nesterov's momentum, v ← βv - ηg(x + βv), x ← x + v: (2 + 2β)/((1 + 2β)λ). The polynomial is
 *       z² - (1 + β)(1 - ηλ)z + β(1 - ηλ), whose root -1 is at 1 - ηλ = -1/(1 + 2β).
 * </ul>
 *
 * <p>Optimizers that scale every parameter by its own past gradients have no limit that follows from λ alone: theirs
 * follows from the curvature after that scaling, which changes at each step (Cohen et al. 2022, arXiv 2207.14484).
 *
 * @param kind of the optimizer
 * @param momentum β, in [0, 1); 0 where there is none
 */
public record UpdateRule(Kind kind, double momentum) {
    public UpdateRule {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("a momentum must be in [0, 1), but was " + momentum);
        }
        if (momentum != 0 && (kind == Kind.PLAIN || kind == Kind.ADAPTIVE)) {
            throw new IllegalArgumentException(kind + " has no momentum here, but was given " + momentum);
        }
    }

    /** The kinds of optimizers. */
    public enum Kind {
        /** Gradient descent. */
        PLAIN("gradient descent"),
        /** Polyak's momentum. */
        HEAVY_BALL("gradient descent with momentum"),
        /** Nesterov's momentum. */
        NESTEROV("gradient descent with Nesterov's momentum"),
        /** Each parameter has a scale that follows from its gradients: Adam, RMSProp and their like. */
        ADAPTIVE("an optimizer that scales each parameter");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words. */
        public String words() {
            return words;
        }
    }

    /** Gradient descent. */
    public static UpdateRule plain() {
        return new UpdateRule(Kind.PLAIN, 0);
    }

    /** Polyak's momentum. */
    public static UpdateRule heavyBall(double momentum) {
        return new UpdateRule(Kind.HEAVY_BALL, momentum);
    }

    /** Nesterov's momentum. */
    public static UpdateRule nesterov(double momentum) {
        return new UpdateRule(Kind.NESTEROV, momentum);
    }

    /** Adam, RMSProp and their like. */
    public static UpdateRule adaptive() {
        return new UpdateRule(Kind.ADAPTIVE, 0);
    }

    /** The limit times the curvature, such as 2; empty where the curvature alone sets no limit. */
    public OptionalDouble factor() {
        return switch (kind) {
            case PLAIN -> OptionalDouble.of(2);
            case HEAVY_BALL -> OptionalDouble.of(2 + 2 * momentum);
            case NESTEROV -> OptionalDouble.of((2 + 2 * momentum) / (1 + 2 * momentum));
            case ADAPTIVE -> OptionalDouble.empty();
        };
    }

    /** The limit as a formula, such as {@code 2/λ_max}. */
    public String formula() {
        return switch (kind) {
            case PLAIN -> "2/λ_max";
            case HEAVY_BALL -> "2(1+β)/λ_max";
            case NESTEROV -> "2(1+β)/((1+2β)λ_max)";
            case ADAPTIVE -> "";
        };
    }
}
