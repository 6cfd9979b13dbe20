package org.gradus.strategies.internal.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class ZoomStrategyTest {
    private static StudyBuilder study(double min, double max, int epochs, long seed) {
        return StudyBuilder.of(
                SearchSpace.learningRate(min, max),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(100, epochs),
                seed);
    }

    private static Proposal propose(StudyView view) {
        return new ZoomStrategy().propose(view, new SplittableRandom(1));
    }

    private static double decade(Proposal proposal) {
        return ((Proposal.Suggest) proposal).configuration().learningRate().log10();
    }

    @Test
    void theFirstRatesAreADecadeApartAndTheSeedMovesThemAll() {
        List<Double> shifts = new ArrayList<>();
        for (long seed = 0; seed < 5; seed++) {
            StudyBuilder study = study(1e-5, 1, 100, seed);
            List<Double> decades = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                double decade = decade(propose(study.view()));
                decades.add(decade);
                study.held(Math.pow(10, decade), 0.1, 0.2);
            }
            decades.sort(Double::compare);
            for (int i = 1; i < 5; i++) {
                assertThat(decades.get(i) - decades.get(i - 1)).isCloseTo(1, within(1e-9));
            }
            shifts.add(decades.get(0));
        }
        assertThat(shifts).doesNotHaveDuplicates().allMatch(d -> d >= -5 && d < -4);
    }

    /** Proposes and trains for an epoch until rates are a half of a decade from each other; returns the rates in order. */
    private static List<Double> probed(int epochs, DoubleUnaryOperator accuracyOfDecade) {
        StudyBuilder study = study(1e-5, 1, epochs, 0);
        List<Double> decades = new ArrayList<>();
        while (propose(study.view()) instanceof Proposal.Suggest next
                && (next.reason().startsWith("rate ") || next.reason().startsWith("between the best probe"))) {
            decades.add(decade(next));
            study.held(Math.pow(10, decade(next)), accuracyOfDecade.applyAsDouble(decade(next)));
        }
        return decades;
    }

    /** Seed 0 puts the cells of five decades at -4.27, -3.27 and so on. */
    @Test
    void whereAProbeIsDearThoseAreLeftOutThatCannotBeTheBest() {
        DoubleUnaryOperator peak = decade -> Math.max(0.1, 0.7 - 0.3 * Math.abs(decade + 2.2));
        assertThat(probed(8, peak)).hasSize(5).satisfies(decades -> {
            assertThat(decades.subList(0, 3)).map(d -> Math.round(d)).containsExactly(-2L, -3L, -1L);
            assertThat(decades.subList(3, 5)).allMatch(d -> Math.abs(d + 2.1) < 0.6);
        });
        assertThat(probed(11, peak)).as("a probe is cheap").hasSize(7);
    }

    @Test
    void wherePeakIsAtAnEndAllOfItsSideIsProbed() {
        DoubleUnaryOperator rising = decade -> Math.max(0.1, 0.7 + 0.15 * decade);
        List<Double> decades = probed(8, rising);
        assertThat(decades).anyMatch(d -> d > -1).noneMatch(d -> d < -4);
    }

    @Test
    void ratesThatHaveLearnedNothingExcludeNothing() {
        // Chance alone between them; only the highest rate learns.
        DoubleUnaryOperator narrow = decade -> decade > -0.9 ? 0.6 : 0.1 + 0.01 * Math.sin(10 * decade);
        assertThat(probed(8, narrow)).hasSize(7).anyMatch(d -> d > -0.9);
    }

    @Test
    void thenTheWiderGapBesideTheBestIsHalved() {
        StudyBuilder study = study(1e-5, 1, 100, 0)
                .held(1e-5, 0.1, 0.2)
                .held(1e-4, 0.1, 0.3)
                .held(1e-3, 0.1, 0.5)
                .held(1e-2, 0.1, 0.4)
                .held(1e-1, 0.1, 0.1);
        assertThat(decade(propose(study.view()))).isCloseTo(-3.5, within(1e-9));
        study.held(Math.pow(10, -3.5), 0.1, 0.4);
        assertThat(decade(propose(study.view()))).isCloseTo(-2.5, within(1e-9));
    }

    @Test
    void thenTheTargetAndAStepToEitherSideOfTheBest() {
        StudyBuilder study = study(1e-4, 1e-2, 5, 0)
                .held(1e-4, 0.1)
                .held(3.1622776601683795e-4, 0.3)
                .held(1e-3, 0.5)
                .held(3.1622776601683795e-3, 0.3);
        // A tent whose top is at 1e-3; five epochs move it by 0.12 log10²(5) = 0.0586 decades.
        double target = decade(propose(study.view()));
        assertThat(target).isCloseTo(-3.0586, within(1e-3));
        study.completed(Math.pow(10, target), 0.4, 0.5, 0.6, 0.65, 0.7);
        assertThat(decade(propose(study.view()))).isCloseTo(target - 0.25, within(1e-9));
        study.completed(Math.pow(10, target - 0.25), 0.4, 0.5, 0.6, 0.6, 0.6);
        assertThat(decade(propose(study.view()))).isCloseTo(target + 0.25, within(1e-9));
    }

    @Test
    void waitsForProbesThatAreTakenUpAgain() {
        StudyView view = study(1e-4, 1e-2, 100, 0)
                .held(1e-4, 0.1, 0.2)
                .held(3e-4, 0.1, 0.3)
                .held(1e-3, 0.1, 0.4)
                .running(3e-3, 8)
                .view();
        assertThat(propose(view).kind()).isEqualTo(Proposal.Kind.AWAIT);
        assertThat(propose(view).reason()).isEqualTo("short trainings are on their way");
    }
}
