package org.gradus.examples.launcher.internal.networks;

import org.gradus.core.space.ConstantWords;

/** What is added to a {@link SmallCnn}. */
public enum Variant {
    /** Nothing. */
    PLAIN,
    /** Each convolution is normalized over its batch before the rectifier (Ioffe and Szegedy, arXiv 1502.03167). */
    BATCH_NORM,
    /** Half of what enters the dense layers is dropped (Srivastava et al. 2014). */
    DROPOUT;

    /** The variant of that name on command lines. */
    public static Variant named(String name) {
        return ConstantWords.find(Variant.class, "network", name);
    }

    /** The name on command lines: {@code batch-norm}. */
    public String word() {
        return ConstantWords.of(this);
    }

    @Override
    public String toString() {
        return word();
    }
}
