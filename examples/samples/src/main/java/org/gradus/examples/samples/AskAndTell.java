package org.gradus.examples.samples;

import org.gradus.core.engine.AskTell;
import org.gradus.core.space.SearchSpace;

/** Ask and tell, without engine or trainer: Gradus proposes, and you train with whatever you have. */
final class AskAndTell {
    private AskAndTell() {}

    public static void main(String[] args) {
        // README
        AskTell search = AskTell.of(SearchSpace.learningRate(1e-4, 10))
                .minimize("loss")
                .trials(12)
                .start();
        for (AskTell.Asked trial : search) {
            trial.tell(yourTraining(trial.configuration().learningRate().value()));
        }
        System.out.println(search.result());
        // README
    }

    /** Twenty steps of gradient descent on a parabola of curvature 1, from a loss of 0.5; diverges above a rate of 2. */
    private static double yourTraining(double learningRate) {
        double place = 1;
        for (int step = 0; step < 20; step++) {
            place -= learningRate * place;
        }
        return place * place / 2;
    }
}
