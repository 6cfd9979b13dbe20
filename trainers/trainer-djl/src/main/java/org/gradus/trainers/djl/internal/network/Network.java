package org.gradus.trainers.djl.internal.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.util.Pair;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import org.gradus.trainers.djl.internal.engine.PyTorch;

/**
 * A block with its parameters, and all the memory of one training. Random numbers, of the initial parameters and within a
 * step, follow from the seeds that are given. Used within {@link PyTorch#enter}, by one thread at a time.
 */
@SuppressWarnings("try") // scopes end, and are not looked at
public final class Network implements AutoCloseable {
    private final PyTorch torch;
    private final NDManager memory;
    private final Block block;
    private final Loss loss;
    private final List<Parameter> parameters = new ArrayList<>();
    private ParameterStore store;
    private boolean random;

    private Network(PyTorch torch, Block block, Loss loss) {
        this.torch = torch;
        this.memory = torch.newManager();
        this.block = block;
        this.loss = loss;
        this.store = new ParameterStore(memory, false);
    }

    /**
     * Initializes a block.
     *
     * @param block taken over; not initialized yet
     * @param input the shape of a batch of one example
     * @throws IllegalArgumentException if the block is initialized already, or is not of 32-bit floats
     */
    public static Network make(PyTorch torch, Block block, Loss loss, Shape input, long seed) {
        if (block.isInitialized()) {
            throw new IllegalArgumentException("the block " + block.getClass().getSimpleName()
                    + " has its parameters already\nMaybe the function returns the same block twice, instead of a new one"
                    + " at each call.");
        }
        Network network = new Network(torch, block, loss);
        try {
            torch.seeded(seed, () -> {
                block.initialize(network.memory, DataType.FLOAT32, input);
                return block;
            });
            for (Pair<String, Parameter> parameter : block.getParameters()) {
                network.add(parameter.getKey(), parameter.getValue());
            }
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    private void add(String name, Parameter parameter) {
        DataType type = parameter.getArray().getDataType();
        if (type != DataType.FLOAT32) {
            throw new IllegalArgumentException(
                    "the parameters of a network must be of the type FLOAT32, but '" + name + "' is of " + type);
        }
        if (!parameters.contains(parameter)) {
            parameters.add(parameter);
        }
    }

    /** Finds out by a forward pass whether a step draws random numbers, as dropout does. Parameters stay as they are. */
    public void findRandomness(Batch few) {
        float[][] before = values(parameters);
        try (NDManager scratch = memory.newSubManager()) {
            random = torch.draws(scratch, () -> lossOf(few, true));
        }
        set(parameters, before);
    }

    /** The block in words, and a digest of its parameters. */
    public String words() {
        Hasher digest = Hashing.sha256().newHasher();
        for (float[] values : values(parameters)) {
            for (float value : values) {
                digest.putFloat(value);
            }
        }
        return block + "\n" + digest.hash();
    }

    /** The arrays of the network; the caller closes those that it makes. */
    public NDManager memory() {
        return memory;
    }

    /** All parameters in the order of the block; running averages are among them. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Those that an optimizer changes. */
    public List<Parameter> trained() {
        return parameters.stream().filter(Parameter::requiresGradient).toList();
    }

    /**
     * The loss of a batch in training mode, whose gradients are added to those of the parameters if it is finite.
     *
     * @param seed of what is drawn within the step
     */
    public double differentiate(Batch batch, long seed) {
        try (PyTorch.Scope recording = torch.recording()) {
            NDArray mean = random ? torch.seeded(seed, () -> lossOf(batch, true)) : lossOf(batch, true);
            double value = number(mean);
            if (Double.isFinite(value)) {
                PyTorch.backward(mean);
            }
            return value;
        }
    }

    private NDArray lossOf(Batch batch, boolean training) {
        return lossOf(batch, forward(batch, training));
    }

    private NDArray lossOf(Batch batch, NDList outputs) {
        return loss.evaluate(new NDList(batch.labels()), outputs);
    }

    private NDList forward(Batch batch, boolean training) {
        return block.forward(store, new NDList(batch.features()), training);
    }

    /**
     * The loss of a batch in evaluation mode.
     *
     * @param outputs gets what the network says, and the loss
     */
    public void evaluate(Batch batch, ObjDoubleConsumer<NDList> outputs) {
        NDList said = forward(batch, false);
        outputs.accept(said, number(lossOf(batch, said)));
    }

    private static double number(NDArray mean) {
        if (mean.size() != 1) {
            throw new IllegalArgumentException(
                    "the loss of a batch must be one number, but has the shape " + mean.getShape());
        }
        return mean.toType(DataType.FLOAT64, false).toDoubleArray()[0];
    }

    /**
     * The gradient of a parameter; a parameter that the loss does not depend on has one of zeros.
     *
     * @param scratch owns the array
     */
    public static NDArray gradient(Parameter parameter, NDManager scratch) {
        NDArray gradient = parameter.getArray().getGradient();
        gradient.attach(scratch);
        return gradient;
    }

    /** Begins the sums of gradients anew. */
    public void clearGradients() {
        trained().forEach(parameter -> PyTorch.clearGradient(parameter.getArray()));
    }

    /** Copies of parameters. */
    public static float[][] values(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.getArray().toFloatArray())
                .toArray(float[][]::new);
    }

    /** Gives parameters values, one array each, in new memory. */
    public void set(List<Parameter> chosen, float[][] values) {
        for (int i = 0; i < values.length; i++) {
            float[] own = values[i];
            Parameter parameter = chosen.get(i);
            parameter.setInitializer((manager, shape, type) -> array(manager, shape, own));
            parameter.close();
            parameter.initialize(memory, DataType.FLOAT32);
        }
        store = new ParameterStore(memory, false);
    }

    /** An array in memory of the engine, which lies as that of every other array. */
    static NDArray array(NDManager manager, Shape shape, float[] values) {
        try (NDArray outside = manager.create(values, shape)) {
            return outside.duplicate();
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
