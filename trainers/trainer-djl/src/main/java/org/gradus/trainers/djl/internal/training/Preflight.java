package org.gradus.trainers.djl.internal.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.SpaceCheck;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.internal.network.Batch;
import org.gradus.trainers.djl.internal.network.BatchBuffer;
import org.gradus.trainers.djl.internal.network.Network;

/** Looks before a search whether its networks can be made and fit the data. */
@SuppressWarnings("try") // scopes end, and are not looked at
public final class Preflight {
    private final Model model;

    public Preflight(Model model) {
        this.model = model;
    }

    /**
     * Refuses a space whose networks cannot be trained.
     *
     * @throws IllegalArgumentException naming a configuration and what is wrong with it
     */
    public void check(SearchSpace space) {
        SpaceCheck.require(space, configuration -> {
            try (PyTorch.Scope scope = model.torch().enter()) {
                check(configuration);
            }
        });
    }

    private void check(Configuration configuration) {
        model.data().stepsPerEpoch(model.batchSize(configuration));
        model.optimizer(configuration);
        Examples examples = model.data().validation();
        int count = Math.min(2, examples.size());
        try (Network network = model.network(configuration, 0);
                NDManager scratch = network.memory().newSubManager()) {
            if (network.trained().isEmpty()) {
                throw new IllegalArgumentException("the network has no parameter to train");
            }
            int[] first = IntStream.range(0, count).toArray();
            Batch batch = new BatchBuffer(examples, count).fill(scratch, first, 0, count);
            network.evaluate(batch, (outputs, loss) -> requireFit(outputs, examples, count));
        }
    }

    private static void requireFit(NDList outputs, Examples examples, int count) {
        if (examples.isClassification()) {
            Shape expected = new Shape(count, examples.classes());
            Shape actual = outputs.head().getShape();
            if (outputs.size() != 1 || !actual.equals(expected)) {
                throw new IllegalArgumentException("for " + count + " examples of " + examples.classes()
                        + " classes the network must give one output of the shape " + expected + ", but gives "
                        + outputs.size() + ", the first of the shape " + actual
                        + "\nMaybe the last layer has not as many units as there are classes.");
            }
        }
    }
}
