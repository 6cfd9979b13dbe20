package org.gradus.trainers.dl4j.internal.fused;

import org.gradus.trainers.dl4j.internal.coupling.UpdatedBlock;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** What an updater does to parameters at one step, in the form of ND4J's native updaters. */
interface Rule {
    /** How many values it keeps for each parameter, at most 2. */
    int states();

    /** Changes the parameters and what is kept for them. */
    void apply(float[] parameter, float[] gradient, float[] first, float[] second, int count);

    /** The rule of a block of parameters at a step. */
    static Rule of(UpdatedBlock block, int iteration, int epoch) {
        IUpdater settings = block.settings();
        if (settings instanceof Nesterovs nesterovs) {
            return new Nesterov((float) nesterovs.getLearningRate(iteration, epoch), (float)
                    nesterovs.currentMomentum(iteration, epoch));
        }
        if (settings instanceof Adam adam) {
            double bias = Math.sqrt(1 - Math.pow(adam.getBeta2(), iteration + 1.0))
                    / (1 - Math.pow(adam.getBeta1(), iteration + 1.0));
            return new Adaptive(
                    (float) (adam.getLearningRate(iteration, epoch) * bias),
                    (float) adam.getBeta1(),
                    (float) adam.getBeta2(),
                    (float) adam.getEpsilon());
        }
        return new Plain(settings instanceof Sgd sgd ? (float) sgd.getLearningRate(iteration, epoch) : 1);
    }

    /** The gradient times the rate; with the rate 1, of running averages too. */
    record Plain(float rate) implements Rule {
        @Override
        public int states() {
            return 0;
        }

        @Override
        public void apply(float[] parameter, float[] gradient, float[] first, float[] second, int count) {
            for (int i = 0; i < count; i++) {
                parameter[i] = parameter[i] - gradient[i] * rate;
            }
        }
    }

    /** Nesterov's momentum. */
    record Nesterov(float rate, float momentum) implements Rule {
        @Override
        public int states() {
            return 1;
        }

        @Override
        public void apply(float[] parameter, float[] gradient, float[] first, float[] second, int count) {
            float more = -momentum - 1;
            for (int i = 0; i < count; i++) {
                float before = momentum * first[i];
                float after = before - rate * gradient[i];
                first[i] = after;
                parameter[i] = parameter[i] - (before + more * after);
            }
        }
    }

    /**
     * Adam.
     *
     * @param rate with the correction of the bias of both averages
     */
    record Adaptive(float rate, float beta1, float beta2, float epsilon) implements Rule {
        @Override
        public int states() {
            return 2;
        }

        @Override
        public void apply(float[] parameter, float[] gradient, float[] first, float[] second, int count) {
            float rest1 = 1 - beta1;
            float rest2 = 1 - beta2;
            for (int i = 0; i < count; i++) {
                float mean = beta1 * first[i] + gradient[i] * rest1;
                float square = beta2 * second[i] + gradient[i] * gradient[i] * rest2;
                first[i] = mean;
                second[i] = square;
                parameter[i] = parameter[i] - mean * rate / ((float) Math.sqrt(square) + epsilon);
            }
        }
    }
}
