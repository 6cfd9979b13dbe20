package org.gradus.trainers.djl.internal.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.google.common.primitives.Floats;
import java.util.List;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curvature.UpdateRule;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.internal.network.Batch;
import org.gradus.trainers.djl.internal.network.Network;
import org.gradus.trainers.djl.optimizer.Optimizer;

/**
 * The gradients of a network over the same batches at every call, as a step of training sees them: batch normalization
 * normalizes by each batch, and dropout has a mask for each batch that stays the same. Weight decay is in them where the
 * optimizer adds it to the gradient.
 */
@SuppressWarnings("try") // scopes end, and are not looked at
public final class NetworkGradients implements Gradients {
    /** This number of examples gives the requested accuracy of the curvature in the time of a few training steps. */
    private static final int EXAMPLES = 256;

    private final PyTorch torch;
    private final Network network;
    private final Optimizer optimizer;
    private final BatchStream batches;
    private final long steps;
    private final long seed;
    private final List<Parameter> trained;
    private final float[][] initial;
    private final int size;

    private NetworkGradients(Model model, Configuration configuration, Seeds seeds, Network network) {
        this.torch = model.torch();
        this.network = network;
        this.optimizer = model.optimizer(configuration);
        long batchSize = model.batchSize(configuration);
        this.batches = new BatchStream(model.data(), batchSize, seeds.data());
        long enough = (EXAMPLES + batchSize - 1) / batchSize;
        this.steps = Math.min(enough, model.data().stepsPerEpoch(batchSize));
        this.seed = seeds.init();
        this.trained = network.trained();
        this.initial = Network.values(trained);
        this.size = Floats.concat(initial).length;
    }

    /** The gradients over the first batches of a training. */
    public static NetworkGradients of(Model model, Configuration configuration, Seeds seeds) {
        try (PyTorch.Scope scope = model.torch().enter()) {
            Network network = model.network(configuration, seeds.init());
            try {
                return new NetworkGradients(model, configuration, seeds, network);
            } catch (RuntimeException | Error e) {
                network.close();
                throw e;
            }
        }
    }

    @Override
    public double[] parameters() {
        return wide(Floats.concat(initial));
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    @Override
    public double[] at(double[] point) throws InterruptedException {
        if (point.length != size) {
            throw new IllegalArgumentException(
                    "the network has " + size + " trained parameters, but the point has " + point.length);
        }
        try (PyTorch.Scope scope = torch.enter()) {
            network.set(trained, split(point));
            double[] sum = new double[size];
            for (long step = 1; step <= steps; step++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the measurement of the curvature was interrupted");
                }
                add(sum, step);
            }
            double decay = optimizer.kind() == Optimizer.Kind.ADAMW ? 0 : optimizer.weightDecay();
            for (int i = 0; i < size; i++) {
                sum[i] = sum[i] / steps + decay * point[i];
            }
            return sum;
        }
    }

    /** Batches are of one size, so that the mean over batches is that over examples. */
    private void add(double[] sum, long step) {
        try (NDManager scratch = network.memory().newSubManager()) {
            Batch batch = batches.batch(scratch, step);
            network.differentiate(batch, Seeds.mix(seed, step));
            int next = 0;
            for (Parameter parameter : trained) {
                for (float value : Network.gradient(parameter, scratch).toFloatArray()) {
                    sum[next++] += value;
                }
            }
        }
        network.clearGradients();
    }

    private float[][] split(double[] point) {
        float[][] parts = new float[initial.length][];
        int next = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new float[initial[i].length];
            for (int j = 0; j < parts[i].length; j++) {
                parts[i][j] = (float) point[next++];
            }
        }
        return parts;
    }

    @Override
    public double roundoff() {
        return 0x1p-24;
    }

    @Override
    public UpdateRule rule() {
        return switch (optimizer.kind()) {
            case SGD -> UpdateRule.plain();
            case NESTEROV -> UpdateRule.nesterov(optimizer.momentum());
            case RMSPROP, ADAM, ADAMW -> UpdateRule.adaptive();
        };
    }

    @Override
    public void close() {
        network.close();
    }
}
