package org.gradus.strategies.points;

import java.util.List;
import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;

/**
 * The configurations that a study has tried or is trying. The same configuration again, with fresh seeds, tells about noise
 * rather than about another place: strategies pass over it. Immutable.
 */
public final class TriedConfigurations {
    private final StudyView study;
    private final Optional<List<Configuration>> all;

    private TriedConfigurations(StudyView study, Optional<List<Configuration>> all) {
        this.study = study;
        this.all = all;
    }

    public static TriedConfigurations of(StudyView study) {
        return new TriedConfigurations(study, FiniteSpace.configurations(study.space()));
    }

    public boolean contains(Configuration configuration) {
        return study.hasCandidate(configuration);
    }

    /** The configurations left to try, or nothing where the space is endless. */
    public Optional<List<Configuration>> left() {
        return all.map(list -> list.stream().filter(c -> !contains(c)).toList());
    }

    /** Why nothing is left to try, once nothing is. */
    public Optional<String> usedUp() {
        return left().filter(List::isEmpty)
                .map(none -> "all " + all.orElseThrow().size() + " configurations of the space were tried");
    }
}
