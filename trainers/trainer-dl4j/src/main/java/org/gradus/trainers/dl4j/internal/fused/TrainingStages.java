package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.List;

/** Makes of the stages of a network those of its training, where a normalization of large planes, or of rows, includes the rectifier after it. */
final class TrainingStages {
    private TrainingStages() {}

    /** The stages of a training, on the signals of the given ones, which must not be used by themselves any more. */
    static List<Stage> of(List<Stage> stages) {
        List<Stage> made = new ArrayList<>();
        for (Stage stage : stages) {
            boolean merged = stage instanceof ActivationStage activation
                    && activation.isRectifier()
                    && activation.input().isReadOnce()
                    && rectified(made, activation);
            if (!merged) {
                made.add(stage);
            }
        }
        return made;
    }

    private static boolean rectified(List<Stage> made, ActivationStage activation) {
        for (Stage stage : made) {
            if (stage instanceof BatchNormStage norm && norm.output() == activation.input() && norm.isLong()) {
                norm.rectify(activation.output());
                return true;
            }
        }
        return false;
    }
}
