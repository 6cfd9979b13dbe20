package org.gradus.trainers.dl4j.internal.coupling;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

/** Whether the native code computes by oneDNN. */
public final class OneDnn {
    /** The class that Deeplearning4j looks for and this module adds. */
    private static final String ADDED = "org/nd4j/nativeblas/Nd4jCpu$Environment.class";

    private OneDnn() {}

    /** Whether Deeplearning4j takes oneDNN's helpers for its layers, where they are allowed. */
    public static boolean isUsedByLayers() {
        return Assumption.ONEDNN.holds() && BaseMKLDNNHelper.mklDnnEnabled();
    }

    /** Whether the native library was built with oneDNN and has it switched on. */
    public static boolean isInNatives() {
        return Assumption.ONEDNN.holds()
                && Nd4j.getBackend().buildInfo().contains("ONEDNN")
                && Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }

    /**
     * Refuses a class path on which the class that this module adds to a package of ND4J is also ND4J's own: the one that
     * comes first hides the other.
     *
     * @throws IllegalStateException if there are two
     */
    public static void requireOneClass() {
        try {
            Set<HashCode> different = new HashSet<>();
            for (URL place : Collections.list(Dl4jVersion.loader().getResources(ADDED))) {
                different.add(Hashing.sha256().hashBytes(Resources.toByteArray(place)));
            }
            requireOneClass(different.size());
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
    }

    static void requireOneClass(int different) {
        if (different > 1) {
            throw new IllegalStateException(
                    "gradus-trainer-dl4j adds org.nd4j.nativeblas.Nd4jCpu to ND4J, which must have"
                            + " no such class of its own, but Deeplearning4j " + Dl4jVersion.onClassPath()
                            + " has: one of the two would hide the other"
                            + "\nMaybe use Deeplearning4j " + Dl4jVersion.EXPECTED
                            + ", or take that class out of the jar of Gradus.");
        }
    }
}
