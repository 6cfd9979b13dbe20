package org.gradus.core.curve;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.gradus.core.space.internal.Texts;

/**
 * A model measured on a data split, in evaluation mode (no dropout, batch normalization by its running statistics).
 *
 * @param loss the mean loss an example; NaN or infinite where the model diverged
 * @param metrics other figures by name, such as {@value #ACCURACY} in [0, 1]; higher is better unless an objective says
 *     otherwise
 */
public record Evaluation(double loss, Map<String, Double> metrics) {
    /** The name of the share of examples classified rightly. */
    public static final String ACCURACY = "accuracy";

    public Evaluation {
        metrics = ImmutableSortedMap.copyOf(metrics);
        metrics.keySet().forEach(name -> Texts.requireName("the name of a metric", name));
    }

    public static Evaluation of(double loss, double accuracy) {
        return new Evaluation(loss, Map.of(ACCURACY, accuracy));
    }

    public static Evaluation ofLoss(double loss) {
        return new Evaluation(loss, Map.of());
    }

    /** The figure of that name; {@code loss} is one of them. */
    public OptionalDouble metric(String name) {
        if (name.equals("loss")) {
            return OptionalDouble.of(loss);
        }
        Double value = metrics.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The share of examples classified rightly, where it was measured. */
    public OptionalDouble accuracy() {
        return metric(ACCURACY);
    }
}
