package org.gradus.strategies.internal.cmaes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;
import org.gradus.strategies.points.ObservedScores;

/**
 * A search by CMA-ES, repeated from its beginning: every generation is drawn again, its trials are recognized by their
 * configurations, and where all of them have a score the next generation follows. Used once, by one thread.
 *
 * <p>Trials that are not recognized, because another strategy proposed them or because scores changed since, fill up the
 * generation that lacks trials, in the order of their numbers. A generation without a new configuration, or one that is
 * narrower than {@value #NARROWEST} of the space, is followed by a restart around a place drawn evenly.
 */
final class Generations {
    private static final double FIRST_STEP = 1.0 / 6;
    private static final double NARROWEST = 1e-4;
    private static final int MOST_RESTARTS = 50;
    private static final int MOST_DRAWS = 1000;

    private final SearchSpace space;
    private final long seed;
    private final CmaConstants constants;
    private final Map<Configuration, Double> scores = new LinkedHashMap<>();
    /** The configurations with a score, in the order of their trials. */
    private final List<Configuration> order;

    private final Set<Configuration> running = new HashSet<>();
    private final Set<Configuration> tried = new HashSet<>();
    private final Set<Configuration> claimed = new HashSet<>();
    private int firstUnclaimed;

    /** One trial of a generation. */
    private record Member(double[] point, Configuration configuration, double score) {
        /** Diverged ones, whose scores are equal, by their rate: the edge lies below. */
        static final Comparator<Member> BEST_FIRST = Comparator.comparingDouble(Member::score)
                .thenComparingDouble(m -> Double.isInfinite(m.score) ? m.rate() : 0);

        private double rate() {
            return configuration.findLearningRate().map(r -> r.value()).orElse(0.0);
        }
    }

    /**
     * The state of a generation.
     *
     * @param members its trials with a score, as far as they are known
     * @param next the first of its configurations that was not tried
     * @param out how many of its trials lack a score and may get one
     */
    private record Drawn(List<Member> members, Optional<Configuration> next, int out) {}

    /**
     * What is next.
     *
     * @param configuration to try; empty while the generation waits for running trials
     * @param generation its number, from 1
     * @param step the step size, as a share of the space
     */
    record Next(Optional<Configuration> configuration, int generation, double step) {}

    Generations(StudyView study) {
        space = study.space();
        seed = study.seed();
        constants = CmaConstants.of(space.dimensions());
        List<Trial> searched = study.searched();
        ObservedScores.of(study, searched)
                .finished()
                .forEach(f -> scores.merge(f.configuration(), f.score(), Math::min));
        order = List.copyOf(scores.keySet());
        for (Trial trial : searched) {
            tried.add(trial.configuration());
            if (trial.state() == TrialState.RUNNING && !scores.containsKey(trial.configuration())) {
                running.add(trial.configuration());
            }
        }
    }

    /** Where the search stands, or nothing where restarts find no new configuration. */
    Optional<Next> next() {
        CmaState state = first(0);
        int restarts = 0;
        int inVain = 0;
        for (int generation = 1; inVain <= MOST_RESTARTS; generation++) {
            Drawn drawn = draw(state, generation);
            List<Member> members = drawn.next.isPresent() ? filled(drawn.members) : drawn.members;
            boolean complete = members.size() == constants.lambda();
            if (!complete && drawn.out > 0) {
                return Optional.of(new Next(drawn.next, generation, state.step()));
            }
            boolean news = claim(members);
            inVain = news ? 0 : inVain + 1;
            if (complete) {
                state = state.next(members.stream()
                        .sorted(Member.BEST_FIRST)
                        .map(Member::point)
                        .toList());
            }
            if (!news || !complete || state.widest() < NARROWEST) {
                state = first(++restarts);
            }
        }
        return Optional.empty();
    }

    private CmaState first(int restart) {
        double[] mean = new double[space.dimensions()];
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, -1L - restart));
        for (int i = 0; i < mean.length; i++) {
            mean[i] = restart == 0 ? 0.5 : random.nextDouble();
        }
        return CmaState.around(constants, mean, FIRST_STEP);
    }

    private Drawn draw(CmaState state, int generation) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, generation));
        List<Member> members = new ArrayList<>();
        Optional<Configuration> next = Optional.empty();
        int out = 0;
        for (int i = 0; i < MOST_DRAWS && members.size() + out < constants.lambda(); i++) {
            double[] point = state.sampleInside(random);
            Configuration configuration = space.fromUnit(point);
            Double score = scores.get(configuration);
            if (score != null) {
                members.add(new Member(point, configuration, score));
            } else if (running.contains(configuration)) {
                out++;
            } else if (!tried.contains(configuration)) { // a failed one is skipped
                next = next.isEmpty() ? Optional.of(configuration) : next;
                out++;
            }
        }
        return new Drawn(members, next, out);
    }

    /** Whether any of them belongs to no earlier generation. */
    private boolean claim(List<Member> members) {
        int before = claimed.size();
        members.forEach(member -> claimed.add(member.configuration));
        return claimed.size() > before;
    }

    /** With trials that no generation has recognized, up to a full generation. */
    private List<Member> filled(List<Member> members) {
        while (firstUnclaimed < order.size() && claimed.contains(order.get(firstUnclaimed))) {
            firstUnclaimed++;
        }
        Set<Configuration> own = members.stream().map(Member::configuration).collect(Collectors.toSet());
        List<Member> filled = new ArrayList<>(members);
        for (int i = firstUnclaimed; i < order.size() && filled.size() < constants.lambda(); i++) {
            Configuration configuration = order.get(i);
            if (!own.contains(configuration) && !claimed.contains(configuration)) {
                filled.add(new Member(
                        space.toUnit(configuration),
                        configuration,
                        scores.getOrDefault(configuration, Double.POSITIVE_INFINITY)));
            }
        }
        return filled;
    }
}
