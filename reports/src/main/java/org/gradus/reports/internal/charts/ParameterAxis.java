package org.gradus.reports.internal.charts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Trial;

/**
 * A searched hyperparameter as an axis.
 *
 * @param name its name
 * @param scale linear, log or choice
 * @param whole whether its values are whole numbers
 * @param low the low end: of the range and of what was tried outside it; a decimal logarithm on a log scale, 0 of a choice
 * @param high the high end; the last index of a choice
 * @param choices the values of a choice, which stand for their indices
 * @param condition when it is active, in words; empty where it always is
 * @param rate whether it is the learning rate
 */
record ParameterAxis(
        String name,
        String scale,
        boolean whole,
        double low,
        double high,
        List<String> choices,
        String condition,
        boolean rate) {
    static ParameterAxis of(Parameter parameter, Collection<Trial> trials) {
        String condition = parameter
                .condition()
                .map(c -> "if " + c.parameter() + " is "
                        + c.values().stream().map(Object::toString).collect(Collectors.joining(" or ")))
                .orElse("");
        boolean rate = parameter.name().equals(SearchSpace.LEARNING_RATE);
        Domain domain = parameter.domain();
        if (domain instanceof CategoricalDomain choice) {
            List<String> values = choice.values();
            return new ParameterAxis(parameter.name(), "choice", false, 0, values.size() - 1, values, condition, rate);
        }
        boolean log = isLog(domain);
        DoubleStream ends = domain instanceof IntegerDomain whole
                ? DoubleStream.of((double) whole.min(), (double) whole.max())
                : domain instanceof RealDomain real ? DoubleStream.of(real.min(), real.max()) : DoubleStream.of();
        DoubleStream tried = trials.stream().mapToDouble(trial -> raw(parameter.name(), trial));
        double[] all = DoubleStream.concat(ends, tried)
                .map(value -> log ? Math.log10(value) : value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new ParameterAxis(
                parameter.name(),
                log ? "log" : "linear",
                domain.kind() == Domain.Kind.INTEGER,
                all[0],
                all[all.length - 1],
                List.of(),
                condition,
                rate);
    }

    private static boolean isLog(Domain domain) {
        return (domain instanceof RealDomain real && real.scale() == Scale.LOG)
                || (domain instanceof IntegerDomain whole && whole.scale() == Scale.LOG);
    }

    /** Where a trial lies on it; NaN where it is not active. */
    double at(Trial trial) {
        if (scale.equals("choice")) {
            int index = Optional.ofNullable(trial.configuration().values().get(name))
                    .map(value -> choices.indexOf(value.toString()))
                    .orElse(-1);
            return index < 0 ? Double.NaN : index;
        }
        double raw = raw(name, trial);
        return scale.equals("log") ? Math.log10(raw) : raw;
    }

    private static double raw(String name, Trial trial) {
        return trial.configuration().values().get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
