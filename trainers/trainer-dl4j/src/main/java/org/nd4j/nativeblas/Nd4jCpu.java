package org.nd4j.nativeblas;

import org.gradus.trainers.dl4j.internal.coupling.OneDnn;

/**
 * The name under which Deeplearning4j 1.0.0-M2.1 looks for the CPU's environment ({@code BaseMKLDNNHelper}), although the
 * class has moved to another package. Without it oneDNN's convolution is never used.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** Answers by reflection whether the loaded native library computes with oneDNN. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        /** The old name of oneDNN is in the method's name, because that is what is looked for. */
        public boolean isUseMKLDNN() {
            return OneDnn.isInNatives();
        }
    }
}
