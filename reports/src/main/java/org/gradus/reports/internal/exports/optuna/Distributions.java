package org.gradus.reports.internal.exports.optuna;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;

/** Domains as Optuna's {@code distribution_to_json} writes its distributions, and values as it stores them. */
final class Distributions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Distributions() {}

    static String json(Domain domain) {
        ObjectNode distribution = JSON.createObjectNode();
        switch (domain.kind()) {
            case REAL -> {
                RealDomain real = (RealDomain) domain;
                distribution
                        .put("name", "FloatDistribution")
                        .putObject("attributes")
                        .putNull("step")
                        .put("low", real.min())
                        .put("high", real.max())
                        .put("log", real.scale() == Scale.LOG);
            }
            case INTEGER -> {
                IntegerDomain integer = (IntegerDomain) domain;
                distribution
                        .put("name", "IntDistribution")
                        .putObject("attributes")
                        .put("log", integer.scale() == Scale.LOG)
                        .put("step", 1)
                        .put("low", integer.min())
                        .put("high", integer.max());
            }
            case CATEGORICAL -> {
                var choices = distribution
                        .put("name", "CategoricalDistribution")
                        .putObject("attributes")
                        .putArray("choices");
                ((CategoricalDomain) domain).values().forEach(choices::add);
            }
        }
        return distribution.toString();
    }

    /** A number as it is, a choice as its index. */
    static double internal(Domain domain, Object value) {
        return domain instanceof CategoricalDomain categorical
                ? categorical.values().indexOf(value)
                : ((Number) value).doubleValue();
    }
}
