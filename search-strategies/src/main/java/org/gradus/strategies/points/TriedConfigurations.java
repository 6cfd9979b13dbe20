package org.gradus.strategies.points;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.gradus.core.space.Configuration;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.internal.points.FiniteSpace;

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

    /**
     * The first of some draws that was not tried. Where all were, one of the configurations left to try; in an endless space
     * the last draw.
     *
     * @param most how many draws there are, at least 1
     * @param draws gives them
     * @param choice gives the index of one of those left, by their number
     */
    public Configuration draw(int most, Supplier<Configuration> draws, IntUnaryOperator choice) {
        Configuration drawn = draws.get();
        for (int i = 1; i < most && contains(drawn); i++) {
            drawn = draws.get();
        }
        if (!contains(drawn)) {
            return drawn;
        }
        List<Configuration> left = left().orElse(List.of(drawn));
        return left.get(choice.applyAsInt(left.size()));
    }

    /** Why nothing is left to try, once nothing is. */
    public Optional<String> usedUp() {
        return left().filter(List::isEmpty)
                .map(none -> "all " + all.orElseThrow().size() + " configurations of the space were tried");
    }
}
