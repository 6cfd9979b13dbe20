package org.gradus.trainers.dl4j.environment;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.internal.coupling.Assumption;
import org.gradus.trainers.dl4j.internal.coupling.Dl4jVersion;
import org.gradus.trainers.dl4j.internal.coupling.FastLayers;
import org.gradus.trainers.dl4j.internal.coupling.FastLayersCheck;
import org.gradus.trainers.dl4j.internal.coupling.FencedExecutioner;
import org.gradus.trainers.dl4j.internal.coupling.OneDnn;
import org.gradus.trainers.dl4j.internal.fused.FusedTraining;
import org.gradus.trainers.dl4j.internal.natives.NativeLibrary;
import org.gradus.trainers.dl4j.internal.natives.NativeThreads;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How Deeplearning4j computes in this process. It has to be settled before ND4J's first class is touched, therefore
 * everything in this module that needs ND4J calls {@link #start()} first; a program that touches ND4J earlier must do so
 * too, or say how many threads it accepts.
 *
 * @param version of Deeplearning4j and ND4J
 * @param natives which native library computes, such as {@code linux-x86_64-onednn-avx2}
 * @param convolutionHelper whether convolutions are oneDNN's, several times as fast
 * @param threads how many threads one training uses
 */
public record Dl4jEnvironment(String version, String natives, boolean convolutionHelper, int threads) {
    /** Set to {@code true} to leave oneDNN's layers off, which is Deeplearning4j's own default. */
    public static final String HELPERS_PROPERTY = "org.eclipse.deeplearning4j.helpers.disable";

    private static final String CRASH_DUMPS_PROPERTY = "org.deeplearning4j.crash.reporting.enabled";
    private static final Logger LOG = LoggerFactory.getLogger(Dl4jEnvironment.class);

    private static @Nullable Dl4jEnvironment started;

    /**
     * Settles everything, at the first call; later calls return the same. Thread-safe.
     *
     * @throws IllegalStateException if no native library is for this machine, ND4J cannot be loaded, or ND4J was loaded
     *     before with another number of threads than {@code OMP_NUM_THREADS} or the property {@code gradus.dl4j.threads}
     *     says, by default 1
     * @throws IllegalArgumentException if the number of threads that the environment or a property sets is invalid
     */
    public static synchronized Dl4jEnvironment start() {
        if (started == null) {
            started = prepare();
        }
        return started;
    }

    private static Dl4jEnvironment prepare() {
        boolean helpersLeftToUs = System.getProperty(HELPERS_PROPERTY) == null;
        allowHelpers(helpersLeftToUs);
        setUnlessSet(CRASH_DUMPS_PROPERTY, "false");
        OneDnn.requireOneClass();
        NativeLibrary.choose();
        int threads = NativeThreads.wanted();
        NativeThreads.prepare(threads);
        Dl4jEnvironment environment = inThrowAwayThread(threads, helpersLeftToUs);
        requireThreads(environment.threads(), threads);
        LOG.info("{}", environment.describe());
        if (!environment.version().equals(Dl4jVersion.EXPECTED)) {
            LOG.info(
                    "Gradus was written for Deeplearning4j {}, but {} is on the class path",
                    Dl4jVersion.EXPECTED,
                    environment.version());
        }
        return environment;
    }

    /** Without our layers, oneDNN's helpers stay off: they are wrong where channels come last, and with dilation. */
    private static void allowHelpers(boolean leftToUs) {
        if (leftToUs) {
            System.setProperty(HELPERS_PROPERTY, Boolean.toString(!Assumption.FAST_LAYERS.holds()));
        }
    }

    /** OpenMP takes the number of threads once, when ND4J is loaded. */
    static void requireThreads(int taken, int wanted) {
        if (taken != wanted) {
            throw new IllegalStateException("ND4J was used before Gradus and takes " + taken
                    + " threads for each training instead of " + wanted
                    + ", with which an epoch can take ten times as long, and losses differ"
                    + "\nMaybe make Dl4jEnvironment.start() the first line of main, or start Java with "
                    + NativeThreads.VARIABLE + "=" + wanted + ", or accept it with -D" + NativeThreads.PROPERTY + "="
                    + taken + ".");
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** ND4J sets the thread that loads it to the number of cores, and only that thread; so none that trains loads it. */
    private static Dl4jEnvironment inThrowAwayThread(int threads, boolean helpersLeftToUs) {
        FutureTask<Dl4jEnvironment> loading = new FutureTask<>(() -> load(threads, helpersLeftToUs));
        Thread thread = new Thread(loading, "gradus-dl4j-start");
        thread.setDaemon(true);
        thread.start();
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(loading), "what was loaded");
        } catch (ExecutionException e) {
            throw new IllegalStateException(notLoaded(e, NativeLibrary.platform()), e.getCause());
        }
    }

    /** The root cause, because what ND4J throws itself is an {@code ExceptionInInitializerError} without a message. */
    static String notLoaded(Throwable failure, String platform) {
        return "ND4J cannot be loaded on " + platform + ": " + Throwables.getRootCause(failure)
                + "\nMaybe the class path lacks org.nd4j:nd4j-native, org.bytedeco:openblas or org.bytedeco:javacpp with the"
                + " classifier " + platform + ", or, with nd4j-cuda, this machine lacks CUDA and a GPU.";
    }

    private static Dl4jEnvironment load(int threads, boolean helpersLeftToUs) {
        Blas blas = Nd4j.factory().blas();
        if (blas.getMaxThreads() != threads) {
            blas.setMaxThreads(threads);
        }
        if (Assumption.FENCE.holds()) {
            FencedExecutioner.install();
        }
        String version = Dl4jVersion.onClassPath();
        FastLayersCheck.run(version, Dl4jEnvironment::fit);
        allowHelpers(helpersLeftToUs);
        boolean helper = helpersAllowed() && OneDnn.isUsedByLayers();
        return new Dl4jEnvironment(
                version, nativesChosen(), helper, Nd4j.getEnvironment().maxThreads());
    }

    /**
     * Puts layers that compute the same in less time into a network that was just made, unless {@value #HELPERS_PROPERTY} is
     * set. A {@link org.gradus.core.training.Trainer} of this module does so by itself; a network trained in other ways gains
     * as much, as long as each backward pass directly follows its forward pass, as in {@code fit}.
     *
     * @param network initialized, not trained yet
     */
    public void installFastLayers(MultiLayerNetwork network) {
        if (replacesLayers()) {
            FastLayers.install(network);
        }
    }

    /**
     * Does the same for a graph.
     *
     * @param graph initialized, not trained yet
     */
    public void installFastLayers(ComputationGraph graph) {
        if (replacesLayers()) {
            FastLayers.install(graph);
        }
    }

    /**
     * Whether networks of usual layers are trained in few operations instead of by Deeplearning4j's own: on the CPU, unless {@value
     * #HELPERS_PROPERTY} is set.
     */
    public boolean fusesLayers() {
        return replacesLayers() && Nd4j.getEnvironment().isCPU();
    }

    private static boolean replacesLayers() {
        return helpersAllowed() && Assumption.FAST_LAYERS.holds();
    }

    private static void fit(MultiLayerNetwork network, DataSet batch, int iteration) {
        FusedTraining training = FusedTraining.of(network);
        try {
            training.fit(batch.toMultiDataSet(), iteration, 0).orElseThrow();
        } finally {
            training.release();
        }
    }

    private static boolean helpersAllowed() {
        return !Boolean.parseBoolean(System.getProperty(HELPERS_PROPERTY));
    }

    private static String nativesChosen() {
        return Nd4j.getEnvironment().isCPU()
                ? Loader.getPlatform() + System.getProperty(NativeLibrary.EXTENSION_PROPERTY, "")
                : Loader.getPlatform() + " with CUDA";
    }

    /** The figures by name, for provenance and reports. */
    public Map<String, String> details() {
        return ImmutableSortedMap.of(
                "dl4j.convolution",
                convolutionHelper ? "oneDNN" : "built in",
                "dl4j.natives",
                natives,
                "dl4j.threadsPerTraining",
                Integer.toString(threads),
                "dl4j.version",
                version);
    }

    /** Everything in a line. */
    public String describe() {
        return "Deeplearning4j " + version + " on " + natives + ", convolution "
                + (convolutionHelper ? "by oneDNN" : "built in") + ", " + threads
                + (threads == 1 ? " thread" : " threads") + " for each training";
    }
}
