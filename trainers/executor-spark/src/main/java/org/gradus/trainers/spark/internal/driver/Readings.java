package org.gradus.trainers.spark.internal.driver;

import org.gradus.core.space.Configuration;

/** Reads from the driver's configuration what was read from the executor's, so that who listens to readings hears of them. */
final class Readings {
    private Readings() {}

    static void repeat(Configuration configuration, String name) {
        Object value = configuration.unobserved().values().get(name);
        if (value instanceof Double) {
            configuration.real(name);
        } else if (value instanceof Long) {
            configuration.integer(name);
        } else if (value != null) {
            configuration.category(name);
        }
    }
}
