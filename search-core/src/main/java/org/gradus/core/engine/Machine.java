package org.gradus.core.engine;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.trial.Provenance;

/** What the provenance of a study says of the machine and the software. */
final class Machine {
    private Machine() {}

    static Map<String, String> details() {
        return ImmutableMap.of(
                Provenance.GRADUS,
                Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                Provenance.JAVA,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Provenance.SYSTEM,
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Provenance.PROCESSORS,
                Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
}
