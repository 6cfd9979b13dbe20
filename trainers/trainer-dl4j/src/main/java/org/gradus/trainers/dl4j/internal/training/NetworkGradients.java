package org.gradus.trainers.dl4j.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curvature.UpdateRule;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.internal.coupling.UpdatedBlock;
import org.gradus.trainers.dl4j.internal.data.MultiDataSets;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.RateControl;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * The gradients of a network over the same batches at every call, as a step of training sees them: batch normalization
 * normalizes by each batch, and dropout has a mask for each batch that stays the same. L2 terms and weight decay are in
 * them, L1 terms not, which have no curvature. What the updater does not train, such as running averages, is no parameter
 * here. Where plain rates or momentum have multipliers, a parameter is measured in units in which one rate serves all: divided
 * by the root of its multiplier. Owns the network and the batches.
 */
public final class NetworkGradients implements Gradients {
    /** This number of examples gives the requested accuracy of the curvature in the time of a few training steps. */
    static final int EXAMPLES = 256;

    private final Network network;
    private final UpdateRule rule;
    private final List<MultiDataSet> batches;
    private final long seed;
    private final List<UpdatedBlock> trained = new ArrayList<>();
    private final double[] all;
    private final int size;

    /** What each trained parameter is divided by; 0 where the rate is 0, so that it stays what it is. */
    private final double[] units;

    private NetworkGradients(Network network, List<MultiDataSet> batches, long seed) {
        this.network = network;
        this.batches = batches;
        this.seed = seed;
        RateControl rates = RateControl.install(network);
        this.rule = rates.rule(network.iteration(), network.epoch());
        for (UpdatedBlock block : network.updater().blocks()) {
            if (!(block.settings() instanceof NoOp) && !block.isPretrained()) {
                trained.add(block);
            }
        }
        this.all = MultiDataSets.values(network.params());
        this.size = trained.stream().mapToInt(UpdatedBlock::length).sum();
        this.units = units(rates);
    }

    private double[] units(RateControl rates) {
        double[] roots = new double[size];
        int from = 0;
        for (UpdatedBlock block : trained) {
            int length = block.length();
            double unit = rule.kind() == UpdateRule.Kind.ADAPTIVE ? 1 : Math.sqrt(rates.multiplier(block));
            Arrays.fill(roots, from, from + length, unit);
            from += length;
        }
        return roots;
    }

    /**
     * The gradients over the first batches of a training.
     *
     * @param network taken over
     */
    public static NetworkGradients of(Network network, BatchSource source, long batchSize, Seeds seeds) {
        List<MultiDataSet> batches = new ArrayList<>();
        try (BatchStream stream = source.stream(batchSize, seeds.data())) {
            long examples = 0;
            for (long step = 1; step <= source.stepsPerEpoch(batchSize) && examples < EXAMPLES; step++) {
                MultiDataSet batch = stream.batch(step);
                batches.add(batch.copy());
                examples += batch.getFeatures(0).size(0);
            }
            return new NetworkGradients(network, batches, seeds.init());
        } catch (RuntimeException | Error e) {
            batches.forEach(MultiDataSets::close);
            network.close();
            throw e;
        }
    }

    @Override
    public double[] parameters() {
        double[] values = part(all);
        for (int i = 0; i < size; i++) {
            values[i] = units[i] > 0 ? values[i] / units[i] : 0;
        }
        return values;
    }

    @Override
    public double[] at(double[] point) throws InterruptedException {
        if (point.length != size) {
            throw new IllegalArgumentException(
                    "the network has " + size + " trained parameters, but the point has " + point.length);
        }
        put(point);
        double[] sum = new double[size];
        long examples = 0;
        for (int i = 0; i < batches.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the measurement of the curvature was interrupted");
            }
            long weight = batches.get(i).getFeatures(0).size(0);
            double[] gradient = gradient(batches.get(i), Seeds.mix(seed, i));
            for (int j = 0; j < size; j++) {
                sum[j] += weight * gradient[j];
            }
            examples += weight;
        }
        for (int j = 0; j < size; j++) {
            sum[j] = sum[j] / examples * units[j];
        }
        return sum;
    }

    private double[] gradient(MultiDataSet batch, long maskSeed) {
        Network.seed(maskSeed);
        network.differentiate(batch);
        INDArray view = network.updater().gradients();
        if (network.isMeanOverBatch()) {
            view.divi(batch.getFeatures(0).size(0));
        }
        trained.forEach(this::addRegularization);
        return part(MultiDataSets.values(view));
    }

    private void addRegularization(UpdatedBlock block) {
        block.parameters()
                .forEach(place -> place.regularization().stream()
                        .filter(NetworkGradients::curves)
                        .forEach(term ->
                                term.apply(place.values(), place.gradient(), 1, network.iteration(), network.epoch())));
    }

    /** Weight decay that the rate multiplies adds as much to every step as an L2 term in the gradient. */
    private static boolean curves(Regularization term) {
        return term instanceof L2Regularization || (term instanceof WeightDecay decay && decay.isApplyLR());
    }

    private void put(double[] point) {
        double[] values = all.clone();
        int from = 0;
        for (UpdatedBlock block : trained) {
            for (int at = block.from(); at < block.to(); at++, from++) {
                values[at] = units[from] > 0 ? point[from] * units[from] : values[at];
            }
        }
        INDArray params = network.params();
        try (INDArray wide = Nd4j.createFromArray(values)) {
            params.assign(wide.reshape(params.shape()));
        }
    }

    private double[] part(double[] values) {
        double[] part = new double[size];
        int from = 0;
        for (UpdatedBlock block : trained) {
            int length = block.length();
            System.arraycopy(values, block.from(), part, from, length);
            from += length;
        }
        return part;
    }

    @Override
    public double roundoff() {
        return network.params().dataType() == DataType.DOUBLE ? 0x1p-53 : 0x1p-24;
    }

    @Override
    public UpdateRule rule() {
        return rule;
    }

    @Override
    public void close() {
        batches.forEach(MultiDataSets::close);
        network.close();
        Network.releaseWorkspaces();
    }
}
