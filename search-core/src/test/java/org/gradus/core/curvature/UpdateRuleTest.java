package org.gradus.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits are those of Cohen et al. 2021, arXiv 2103.00065, section 2 and appendix B; here the optimizers descend. */
class UpdateRuleTest {
    private static final double CURVATURE = 3;
    private static final int STEPS = 5000;

    /** One optimizer on ½λx²: how far from 0 it is after many steps, or infinity. */
    private interface Descent {
        double from(double rate);
    }

    private static double heavyBall(double rate, double beta) {
        double x = 1;
        double v = 0;
        for (int i = 0; i < STEPS; i++) {
            v = beta * v - rate * CURVATURE * x;
            x += v;
        }
        return Math.hypot(x, v);
    }

    /** As Nesterov has it: the gradient is taken ahead. */
    private static double nesterov(double rate, double beta) {
        double x = 1;
        double v = 0;
        for (int i = 0; i < STEPS; i++) {
            v = beta * v - rate * CURVATURE * (x + beta * v);
            x += v;
        }
        return Math.hypot(x, v);
    }

    /** As ND4J's NesterovsUpdater writes it: the parameters are those ahead, x ← x - βv_before + (1 + β)v. */
    private static double nesterovAhead(double rate, double beta) {
        double x = 1;
        double v = 0;
        for (int i = 0; i < STEPS; i++) {
            double before = v;
            v = beta * v - rate * CURVATURE * x;
            x += -beta * before + (1 + beta) * v;
        }
        return Math.hypot(x, v);
    }

    private static void assertLimit(UpdateRule rule, Descent descent) {
        double limit = rule.factor().orElseThrow() / CURVATURE;
        assertThat(descent.from(0.99 * limit)).isLessThan(1e-3);
        assertThat(descent.from(1.01 * limit))
                .satisfies(x -> assertThat(x > 1e3 || Double.isNaN(x)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void everyOptimizerConvergesBelowItsLimitAndDivergesAboveIt(double beta) {
        assertLimit(UpdateRule.heavyBall(beta), rate -> heavyBall(rate, beta));
        assertLimit(UpdateRule.nesterov(beta), rate -> nesterov(rate, beta));
        assertLimit(UpdateRule.nesterov(beta), rate -> nesterovAhead(rate, beta));
    }

    @Test
    void limitsAreThoseOfThePaper() {
        assertThat(UpdateRule.plain().factor()).hasValue(2);
        assertThat(UpdateRule.heavyBall(0.9).factor().orElseThrow()).isCloseTo(3.8, within(1e-12));
        assertThat(UpdateRule.nesterov(0.9).factor().orElseThrow()).isCloseTo(3.8 / 2.8, within(1e-12));
        assertThat(UpdateRule.adaptive().factor()).isEmpty();
    }

    @Test
    void momentumOutsideItsRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateRule.nesterov(1))
                .withMessage("a momentum must be in [0, 1), but was 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> UpdateRule.heavyBall(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdateRule(UpdateRule.Kind.PLAIN, 0.5));
    }
}
