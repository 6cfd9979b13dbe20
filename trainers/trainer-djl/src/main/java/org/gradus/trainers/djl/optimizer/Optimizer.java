package org.gradus.trainers.djl.optimizer;

import java.util.Locale;
import java.util.StringJoiner;
import org.gradus.core.space.Figures;

/**
 * How gradients become updates, by the formulas of {@code torch.optim} and with its defaults. Immutable. With the gradient g
 * of the parameter p, the rate η of the step and t the number of the step, counted from 1:
 *
 * <ul>
 *   <li>SGD: p ← p - ηg;
 *   <li>Nesterov's momentum: b ← βb + g, p ← p - η(g + βb);
 *   <li>RMSProp: v ← αv + (1 - α)g², p ← p - ηg/(√v + ε);
 *   <li>Adam: m ← β₁m + (1 - β₁)g, v ← β₂v + (1 - β₂)g², p ← p - η/(1 - β₁ᵗ) · m/(√v/√(1 - β₂ᵗ) + ε).
 * </ul>
 *
 * <p>Weight decay λ adds λp to the gradient, but AdamW first multiplies p by 1 - ηλ and leaves the gradient alone (Loshchilov
 * and Hutter, arXiv 1711.05101).
 *
 * @param kind which formula
 * @param rate what a training takes where no learning rate is searched; positive and finite
 * @param momentum β of Nesterov's momentum, in [0, 1); β₁ of Adam; 0 for the others
 * @param smoothing α of RMSProp, β₂ of Adam, in [0, 1); 0 for the others
 * @param epsilon ε of RMSProp and Adam, 0 or more and finite
 * @param weightDecay λ, 0 or more and finite
 */
public record Optimizer(Kind kind, double rate, double momentum, double smoothing, double epsilon, double weightDecay) {
    private static final double EPSILON = 1e-8;

    public Optimizer {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the learning rate of an optimizer must be positive and finite, but was " + rate);
        }
        requireShare("momentum", momentum);
        requireShare("smoothing", smoothing);
        requireNotNegative("epsilon", epsilon);
        requireNotNegative("weight decay", weightDecay);
    }

    /** The kinds of optimizers. */
    public enum Kind {
        /** Gradient descent. */
        SGD,
        /** Gradient descent with Nesterov's momentum. */
        NESTEROV,
        /** Tieleman and Hinton's running mean of squared gradients. */
        RMSPROP,
        /** Kingma and Ba, arXiv 1412.6980. */
        ADAM,
        /** Adam with decoupled weight decay. */
        ADAMW
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("the " + what + " of an optimizer must be in [0, 1), but was " + value);
        }
    }

    private static void requireNotNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the " + what + " of an optimizer must be 0 or more and finite, but was " + value);
        }
    }

    /** Gradient descent; its own rate is 0.001. */
    public static Optimizer sgd() {
        return new Optimizer(Kind.SGD, 1e-3, 0, 0, 0, 0);
    }

    /**
     * Gradient descent with Nesterov's momentum; its own rate is 0.001.
     *
     * @param momentum β, in [0, 1), such as 0.9
     */
    public static Optimizer nesterov(double momentum) {
        return new Optimizer(Kind.NESTEROV, 1e-3, momentum, 0, 0, 0);
    }

    /** RMSProp with α = 0.99 and ε = 1e-8; its own rate is 0.01. */
    public static Optimizer rmsProp() {
        return new Optimizer(Kind.RMSPROP, 1e-2, 0, 0.99, EPSILON, 0);
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8; its own rate is 0.001. */
    public static Optimizer adam() {
        return new Optimizer(Kind.ADAM, 1e-3, 0.9, 0.999, EPSILON, 0);
    }

    /** AdamW with β₁ = 0.9, β₂ = 0.999, ε = 1e-8 and a weight decay of 0.01; its own rate is 0.001. */
    public static Optimizer adamW() {
        return new Optimizer(Kind.ADAMW, 1e-3, 0.9, 0.999, EPSILON, 0.01);
    }

    /** The same optimizer with a rate of its own, which counts where no learning rate is searched; positive and finite. */
    public Optimizer withRate(double own) {
        return new Optimizer(kind, own, momentum, smoothing, epsilon, weightDecay);
    }

    /** The same optimizer with a weight decay, 0 or more and finite. */
    public Optimizer withWeightDecay(double decay) {
        return new Optimizer(kind, rate, momentum, smoothing, epsilon, decay);
    }

    /** The optimizer in words, such as {@code nesterov, momentum 0.9}. */
    public String words() {
        StringJoiner words = new StringJoiner(", ").add(kind.name().toLowerCase(Locale.ROOT));
        add(words, "momentum", momentum);
        add(words, "smoothing", smoothing);
        add(words, "epsilon", epsilon);
        add(words, "weight decay", weightDecay);
        return words.toString();
    }

    private static void add(StringJoiner words, String name, double value) {
        if (value > 0) {
            words.add(name + " " + Figures.of(value));
        }
    }
}
