package org.gradus.core.training;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Set;
import org.gradus.core.trial.Capability;

/**
 * The properties of a trainer that are known without training.
 *
 * @param name such as {@code dl4j}
 * @param fingerprint equal for trainers that give equal curves; a study resumed with another is refused
 * @param metrics the figures beside the loss that its evaluations carry, such as {@code accuracy}
 * @param capabilities what it can do
 * @param details for the report: library versions, threads, data, by name
 */
public record TrainerDescriptor(
        String name,
        String fingerprint,
        Set<String> metrics,
        Set<Capability> capabilities,
        Map<String, String> details) {
    public TrainerDescriptor {
        metrics = ImmutableSet.copyOf(metrics);
        capabilities = Sets.immutableEnumSet(capabilities);
        details = ImmutableSortedMap.copyOf(details);
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
