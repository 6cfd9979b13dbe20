package org.gradus.core.testkit;

import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialPurpose;

/** Strategies small enough to be seen to be right. */
public final class ToyStrategies {
    private ToyStrategies() {}

    /** Answers from the view and its random numbers. */
    public interface Answer {
        Proposal to(StudyView study, RandomGenerator random);
    }

    public static Strategy of(Answer answer) {
        return new Strategy() {
            @Override
            public String name() {
                return "toy";
            }

            @Override
            public Proposal propose(StudyView study, RandomGenerator random) {
                return answer.to(study, random);
            }
        };
    }

    public static Proposal rate(double rate) {
        return Proposal.suggest(Configuration.of(new LearningRate(rate)), "rate " + rate);
    }

    /** These rates, one after another. */
    public static Strategy rates(double... rates) {
        return of((study, random) -> {
            int next = study.searched().size();
            return next < rates.length ? rate(rates[next]) : new Proposal.Exhausted("all rates were tried");
        });
    }

    /** Random rates that lean on what was seen: half way between a random rate and the best completed one. */
    public static Strategy leaning() {
        return of((study, random) -> {
            Configuration drawn = study.space().fromUnit(new double[] {random.nextDouble()});
            double best = study.bestCompleted()
                    .map(t -> t.configuration().learningRate().value())
                    .orElse(drawn.learningRate().value());
            return rate(Math.sqrt(best * drawn.learningRate().value()));
        });
    }

    /** One sweep, then the given rates. */
    public static Strategy sweepThen(Sweep sweep, double... rates) {
        Strategy then = rates(rates);
        return of((study, random) -> study.trials(TrialPurpose.SWEEP).isEmpty()
                ? Proposal.sweep(Configuration.of(new LearningRate(sweep.maxRate())), sweep, "a first look")
                : then.propose(study, random));
    }
}
