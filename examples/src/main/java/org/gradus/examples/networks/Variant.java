package org.gradus.examples.networks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
        return Arrays.stream(values())
                .filter(variant -> variant.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no network '" + name + "'; known are "
                        + Arrays.stream(values()).map(Variant::word).collect(Collectors.joining(", "))));
    }

    /** The name on command lines: {@code batch-norm}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
