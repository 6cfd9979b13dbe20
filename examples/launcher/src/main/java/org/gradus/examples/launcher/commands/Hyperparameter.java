package org.gradus.examples.launcher.commands;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.core.engine.Search;
import org.gradus.core.space.Condition;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.Scale;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.examples.launcher.internal.commandline.ConstantConverter;
import org.gradus.examples.launcher.internal.networks.Optimizer;
import org.gradus.examples.launcher.internal.networks.SmallCnn;
import org.gradus.trainers.dl4j.Dl4jTrainer;

/** What may be searched beside the learning rate. In this order, for momentum depends on the optimizer. */
enum Hyperparameter {
    /** All that there are. */
    OPTIMIZER {
        @Override
        void addTo(Search search, boolean optimizers) {
            search.categorical(
                    SmallCnn.UPDATER,
                    Arrays.stream(Optimizer.values()).map(Optimizer::word).toArray(String[]::new));
        }
    },
    /** Those that fall, and the one that does not. */
    SCHEDULE {
        @Override
        void addTo(Search search, boolean optimizers) {
            search.categorical(ScheduleFamily.PARAMETER, "constant", "cosine", "one-cycle");
        }
    },
    /** 16 to 128 images. */
    BATCH {
        @Override
        void addTo(Search search, boolean optimizers) {
            search.integer(Dl4jTrainer.BATCH, 16, 128);
        }
    },
    /** 0.5 to 0.99, where the optimizer has any. */
    MOMENTUM {
        @Override
        void addTo(Search search, boolean optimizers) {
            search.real(SmallCnn.MOMENTUM, 0.5, 0.99, Scale.LINEAR);
            if (optimizers) {
                search.when(Condition.when(SmallCnn.UPDATER, Optimizer.NESTEROVS.word()));
            }
        }
    },
    /** 1e-6 to 1e-2, times the rate at every step. */
    WEIGHT_DECAY {
        @Override
        void addTo(Search search, boolean optimizers) {
            search.real(SmallCnn.WEIGHT_DECAY, 1e-6, 1e-2, Scale.LOG);
        }
    };

    @Override
    public String toString() {
        return ConstantWords.of(this);
    }

    /** Has a search search it, and says whether it searches the optimizer too. */
    abstract void addTo(Search search, boolean optimizers);

    /** Refuses a momentum for an optimizer without any, and for other trainers what the network on images has. */
    static void check(Set<Hyperparameter> chosen, TrainingOptions training) {
        if (!training.isImages() && chosen.stream().anyMatch(one -> one != SCHEDULE)) {
            throw new IllegalStateException("--also "
                    + chosen.stream().map(Hyperparameter::toString).sorted().collect(Collectors.joining(","))
                    + " cannot go with " + training.choice() + ", which has other hyperparameters"
                    + "\nMaybe name them in a file with --space; schedule alone may be searched with any trainer.");
        }
        Optimizer optimizer = training.images.optimizer();
        if (chosen.contains(MOMENTUM) && !chosen.contains(OPTIMIZER) && optimizer != Optimizer.NESTEROVS) {
            throw new IllegalArgumentException("--also momentum needs an optimizer that has one, but --optimizer is "
                    + optimizer + "\nMaybe --also optimizer,momentum is meant, or --optimizer nesterovs.");
        }
    }

    /** Reads a hyperparameter's name. */
    static final class Converter extends ConstantConverter<Hyperparameter> {
        Converter() {
            super(Hyperparameter.class, "hyperparameter");
        }
    }
}
