package org.gradus.trainers.djl.internal.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch as DJL has it, on the CPU. Thread-safe.
 *
 * <p>Gradients are taken from the layer below DJL's {@code GradientCollector}, of which there may be one in a process at a time.
 */
public final class PyTorch {
    private static final String OFFLINE = "ai.djl.offline";
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final String OTHER_THREADS = "ai.djl.pytorch.num_interop_threads";

    /** Held while random numbers are drawn: the engine has one generator for all threads. */
    private static final ReentrantLock RANDOM = new ReentrantLock();

    private static @Nullable PyTorch instance;

    private final Engine engine;
    private final int threads;

    private PyTorch() {
        // DJL would download a library that is missing, and report its use to its makers on some machines.
        setByDefault(OFFLINE, "true");
        setByDefault(THREADS, "1");
        setByDefault(OTHER_THREADS, "1");
        threads = Math.max(1, Integer.getInteger(THREADS, 1));
        engine = load();
    }

    private static void setByDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Engine load() {
        try {
            return Engine.getEngine(PtEngine.ENGINE_NAME);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw new IllegalStateException(
                    "PyTorch's native library could not be loaded: " + reason(e)
                            + "\nMaybe the class path lacks ai.djl.pytorch:pytorch-native-cpu with the classifier of this"
                            + " platform, such as linux-x86_64.",
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    /**
     * PyTorch, loaded if it is not there yet.
     *
     * @throws IllegalStateException if its native library cannot be loaded
     */
    public static synchronized PyTorch start() {
        PyTorch started = instance;
        if (started == null) {
            started = new PyTorch();
            instance = started;
        }
        return started;
    }

    /** The version of PyTorch, such as 2.7.1. */
    public String version() {
        return engine.getVersion();
    }

    /** The version of DJL, such as 0.36.0. */
    public String djlVersion() {
        return Engine.getDjlVersion();
    }

    /** The threads that one operation is computed by. */
    public int threads() {
        return threads;
    }

    /** A manager for the memory of one training; the caller closes it. */
    public NDManager newManager() {
        return engine.newBaseManager(Device.cpu());
    }

    /**
     * Runs work that draws random numbers of the engine, which follow from the seed. Others that draw wait meanwhile.
     */
    public <T> T seeded(long seed, Supplier<T> work) {
        RANDOM.lock();
        try {
            engine.setRandomSeed(Long.hashCode(seed));
            return work.get();
        } finally {
            RANDOM.unlock();
        }
    }

    /** Whether work that is seeded draws random numbers of the engine. */
    public boolean draws(NDManager scratch, Runnable work) {
        float untouched = seeded(0, () -> draw(scratch));
        return seeded(0, () -> {
            work.run();
            return draw(scratch) != untouched;
        });
    }

    private static float draw(NDManager scratch) {
        try (NDArray number = scratch.randomUniform(0, 1, new Shape(1))) {
            return number.toFloatArray()[0];
        }
    }

    /** Adds the gradients of a loss to those of the parameters that it was computed from. */
    public static void backward(NDArray loss) {
        try (NDArray one = loss.onesLike()) {
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
        }
    }

    /** Makes the gradient of a parameter zero, if it has one. */
    public static void clearGradient(NDArray parameter) {
        PtNDArray gradient = JniUtils.getGradient((PtNDArray) parameter);
        if (gradient != null) {
            gradient.close();
            JniUtils.zeroGrad((PtNDArray) parameter);
        }
    }

    /** The thread computes by this number of threads, without gradients, until the scope is closed. */
    public Scope enter() {
        return new Scope(threads, false);
    }

    /** Within {@link #enter}: operations are recorded, for gradients, until the scope is closed. */
    public Scope recording() {
        return new Scope(threads, true);
    }

    /** How a thread computes; it computes as before when this is closed. */
    public static final class Scope implements AutoCloseable {
        private final boolean gradientsBefore;
        private final int threadsBefore;

        private Scope(int threads, boolean gradients) {
            threadsBefore = JniUtils.getNumThreads();
            gradientsBefore = JniUtils.isGradMode();
            setThreads(threadsBefore, threads);
            JniUtils.setGradMode(gradients);
        }

        @Override
        public void close() {
            JniUtils.setGradMode(gradientsBefore);
            setThreads(JniUtils.getNumThreads(), threadsBefore);
        }

        private static void setThreads(int now, int wanted) {
            if (now != wanted) {
                JniUtils.setNumThreads(wanted);
            }
        }
    }
}
