package org.gradus.strategies.internal.grid;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Tries the points of a regular grid, coarse to fine, so that a search that ends early has covered the whole range.
 *
 * <p>Reals are spaced evenly on their scale, both ends included; a whole number has no more points than values; of
 * categories there are all. The number of points is given for each numeric parameter, or chosen so that the grid has as
 * many points as the budget pays for. A pure function of study and random numbers: that grids are remembered changes nothing
 * but the time. Thread-safe.
 */
public final class GridStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "grid";

    private static final int REMEMBERED = 4;

    private final OptionalInt pointsPerParameter;
    private final Cache<Key, List<Configuration>> grids =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    private record Key(SearchSpace space, String size) {}

    /** A grid as fine as the budget pays for. */
    public GridStrategy() {
        this.pointsPerParameter = OptionalInt.empty();
    }

    /**
     * A grid of given fineness.
     *
     * @param pointsPerParameter points of each numeric parameter, at least 1; one point lies in the middle
     */
    public GridStrategy(int pointsPerParameter) {
        if (pointsPerParameter < 1) {
            throw new IllegalArgumentException(
                    "a grid needs at least 1 point a parameter, but " + pointsPerParameter + " were asked for");
        }
        this.pointsPerParameter = OptionalInt.of(pointsPerParameter);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        GridPoints points = pointsPerParameter.isPresent()
                ? GridPoints.of(study.space(), pointsPerParameter.getAsInt())
                : GridPoints.fitting(study.space(), study.budget().fullTrainings());
        TriedConfigurations tried = TriedConfigurations.of(study);
        List<Configuration> configurations = configurations(study.space(), points);
        for (int i = 0; i < configurations.size(); i++) {
            if (!tried.contains(configurations.get(i))) {
                return Proposal.suggest(configurations.get(i), "grid point " + (i + 1) + " of " + points.describe());
            }
        }
        return new Proposal.Exhausted("all points of the grid of " + points.describe() + " were tried");
    }

    private List<Configuration> configurations(SearchSpace space, GridPoints points) {
        Key key = new Key(space, points.describe());
        List<Configuration> known = grids.getIfPresent(key);
        if (known != null) {
            return known;
        }
        List<Configuration> made = points.configurations();
        grids.put(key, made);
        return made;
    }
}
