package org.gradus.trainers.dl4j.internal.network;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.coupling.NetworkUpdater;
import org.gradus.trainers.dl4j.internal.fused.FusedEvaluation;
import org.gradus.trainers.dl4j.internal.fused.FusedTraining;
import org.gradus.trainers.dl4j.internal.fused.Tally;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Either kind of Deeplearning4j's networks, as a session needs it. Used by one thread at a time. */
public abstract class Network implements AutoCloseable {
    private @Nullable FusedTraining fused;
    private double batchLoss = Double.NaN;

    /** Makes one optimizer update. */
    public final void fit(MultiDataSet batch) {
        Optional<FusedTraining> fast = fused();
        OptionalDouble loss =
                fast.isEmpty() ? OptionalDouble.empty() : fast.get().fit(batch, iteration(), epoch());
        if (loss.isPresent()) {
            batchLoss = loss.getAsDouble();
            setClock(iteration() + 1, epoch());
        } else {
            fitPlainly(batch);
            batchLoss = plainLoss();
        }
    }

    private Optional<FusedTraining> fused() {
        if (fused == null && Dl4jEnvironment.start().fusesLayers()) {
            fused = newFused();
        }
        return Optional.ofNullable(fused);
    }

    /** The faster training of this network. */
    abstract FusedTraining newFused();

    /** Makes one optimizer update by Deeplearning4j. */
    abstract void fitPlainly(MultiDataSet batch);

    /** What {@link #fitPlainly} has left as the loss of its batch. */
    abstract double plainLoss();

    /**
     * Computes the gradient of a batch and makes no update. It is the updater's view of gradients afterwards: the sum over
     * the batch, without regularization terms.
     */
    public abstract void differentiate(MultiDataSet batch);

    /** Whether an update takes the mean over a batch, and not the sum. */
    public abstract boolean isMeanOverBatch();

    /** The training loss of the last batch, with the regularization terms. */
    public final double batchLoss() {
        return batchLoss;
    }

    /** The output of each output layer in evaluation mode. */
    public final INDArray[] output(MultiDataSet examples) {
        return fused().flatMap(fast -> fast.output(examples))
                .map(output -> new INDArray[] {output})
                .orElseGet(() -> outputPlainly(examples));
    }

    /** An evaluation by the faster stages, which adds examples to a tally; empty if this network has none. */
    final Optional<FusedEvaluation> evaluation(Tally tally) {
        return fused().map(fast -> fast.evaluation(tally));
    }

    /** The same by Deeplearning4j. */
    abstract INDArray[] outputPlainly(MultiDataSet examples);

    /** Frees the memory that only a step or an evaluation needs. */
    public final void releaseMemory() {
        if (fused != null) {
            fused.release();
        }
    }

    /** The mean loss of examples in evaluation mode, without regularization terms. */
    public abstract double meanLoss(MultiDataSet examples);

    /** The configuration of the only output layer; a network with several has none to ask. */
    abstract @Nullable Layer outputLayer();

    public abstract INDArray params();

    public abstract NetworkUpdater updater();

    /** How many updates the network has counted. */
    public abstract int iteration();

    public abstract int epoch();

    public abstract void setClock(int iteration, int epoch);

    /** Seeds what layers draw from in this thread, such as dropout. */
    public static void seed(long seed) {
        Nd4j.getRandom().setSeed(seed);
    }

    /**
     * Returns the working memory of this thread. ND4J keeps it for as long as the thread lives, sized for the largest network
     * that was trained in it, and after that until garbage is collected.
     */
    public static void releaseWorkspaces() {
        MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
        if (Nd4j.getMemoryManager().getCurrentWorkspace()
                == null) { // else the caller's own work goes on in one of them
            manager.getAllWorkspacesForCurrentThread().forEach(manager::destroyWorkspace);
        }
    }

    /** Returns the network's memory at once instead of when its garbage is collected. */
    @Override
    public void close() {
        releaseMemory();
        NetworkUpdater updater = updater();
        free(params());
        free(updater.gradients());
        free(updater.state());
    }

    /** Makes this network stand where another does: its updater's state and its clock. */
    final void standAs(@Nullable INDArray updaterState, int iteration, int epoch) {
        INDArray own = updater().state();
        if (updaterState != null && own != null) {
            own.assign(updaterState);
        }
        setClock(iteration, epoch);
    }

    /** A digest of everything that training goes on from: parameters, the updater's state, the clock, and which layers are frozen. */
    final String digest() {
        Hasher hasher = Hashing.sha256().newHasher().putInt(iteration()).putInt(epoch());
        put(hasher, params());
        put(hasher, updater().state());
        updater().blocks().forEach(block -> block.layerKinds().forEach(hasher::putUnencodedChars));
        return hasher.hash().toString();
    }

    private static void put(Hasher hasher, @Nullable INDArray array) {
        if (array != null) {
            for (double value : array.dup().data().asDouble()) {
                hasher.putDouble(value);
            }
        }
    }

    /** Dropout holds the mask of a step; copied layers of some kinds would share it. */
    static void ownDropout(Layer layer) {
        if (layer.getIDropout() != null) {
            layer.setIDropout(layer.getIDropout().clone());
        }
    }

    /** @throws IllegalStateException if a user's network cannot be trained yet */
    static void requireInitialized(boolean initialized) {
        if (!initialized) {
            throw new IllegalStateException("the network has no parameters\nMaybe call its init() first.");
        }
    }

    private static void free(@Nullable INDArray array) {
        if (array != null && array.closeable()) {
            array.close();
        }
    }
}
