package org.gradus.trainers.djl;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;

/**
 * Makes a {@link DjlTrainer} by name, of static methods on the class path: one from a {@link
 * org.gradus.core.space.Configuration} to a new {@link ai.djl.nn.Block}, and one that gives the data.
 */
public final class DjlTrainerProvider implements TrainerProvider {
    static final String BLOCK = "block";
    static final String DATA = "data";
    static final String OPTIMIZER = "optimizer";
    static final String LOSS = "loss";

    /** A provider, for {@link java.util.ServiceLoader}. */
    public DjlTrainerProvider() {}

    @Override
    public String name() {
        return DjlTrainer.NAME;
    }

    @Override
    public Map<String, String> options() {
        return ImmutableMap.of(
                BLOCK,
                "the static method from a Configuration to a new Block, such as com.example.Net::block",
                DATA,
                "the static method that returns InMemoryData, such as com.example.Net::data; called once",
                OPTIMIZER,
                "sgd, nesterov, with momentum 0.9, rmsprop, adam, adamw, or the static method from a"
                        + " Configuration to an Optimizer (default: sgd)",
                LOSS,
                "the static method that returns a Loss (default: softmax with cross entropy)",
                DjlTrainer.BATCH,
                "examples in a batch (default: " + DjlTrainer.DEFAULT_BATCH + ", or all where there are fewer)");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if DJL or PyTorch's native library is not on the class path
     */
    @Override
    public Trainer create(TrainerOptions options) {
        options.requireKnownTo(this).requireNoProgram(this);
        try {
            return NamedTraining.trainer(options);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "trainer 'djl' needs the Deep Java Library, but the class path lacks " + e.getMessage()
                            + "\nMaybe add ai.djl.pytorch:pytorch-engine with all that it depends on.",
                    e);
        }
    }
}
