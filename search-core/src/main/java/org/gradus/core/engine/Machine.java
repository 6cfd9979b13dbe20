package org.gradus.core.engine;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/** What the provenance of a study says of the machine and the software. */
final class Machine {
    private Machine() {}

    static Map<String, String> details() {
        return ImmutableMap.of(
                "gradus",
                Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                "java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "processors",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
}
