package org.gradus.examples.launcher.internal.networks;

import org.gradus.core.space.ConstantWords;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** How gradients become updates. Everything but the rate is as Deeplearning4j has it. Knows
 * Deeplearning4j by its constants alone, so that commands that do not train run without it. */
public enum Optimizer {
    /** Plain stochastic gradient descent. */
    SGD(Sgd.DEFAULT_SGD_LR),
    /** Momentum 0.9, in the form of Nesterov. */
    NESTEROVS(Nesterovs.DEFAULT_NESTEROV_LEARNING_RATE),
    /** Kingma and Ba, arXiv 1412.6980; 0.9, 0.999. */
    ADAM(Adam.DEFAULT_ADAM_LEARNING_RATE),
    /** Tieleman and Hinton's running mean of squared gradients, 0.95. */
    RMSPROP(RmsProp.DEFAULT_RMSPROP_LEARNING_RATE);

    private final double defaultRate;

    Optimizer(double defaultRate) {
        this.defaultRate = defaultRate;
    }

    /** The optimizer of that name on command lines and in configurations. */
    public static Optimizer named(String name) {
        return ConstantWords.find(Optimizer.class, "optimizer", name);
    }

    /** The name on command lines and in configurations: {@code nesterovs}. */
    public String word() {
        return ConstantWords.of(this);
    }

    /** The rate that Deeplearning4j takes where none is given: what is had without a search. */
    public double defaultRate() {
        return defaultRate;
    }

    @Override
    public String toString() {
        return word();
    }
}
