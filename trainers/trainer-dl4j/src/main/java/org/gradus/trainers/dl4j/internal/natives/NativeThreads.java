package org.gradus.trainers.dl4j.internal.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets how many threads OpenMP gives to each training. OpenMP reads that from the environment, once, when its library is
 * loaded; so it is enough to change the environment of the running process before ND4J's first class.
 */
public final class NativeThreads {
    /** The variable that OpenMP reads. */
    public static final String VARIABLE = "OMP_NUM_THREADS";

    /** The property by which a user chooses another number than 1. */
    public static final String PROPERTY = "gradus.dl4j.threads";

    private static final Logger LOG = LoggerFactory.getLogger(NativeThreads.class);

    private NativeThreads() {}

    /** The C library's own view of the environment; Java's is a copy. */
    private interface CLibrary extends Library {
        int setenv(String name, String value, int overwrite);
    }

    /**
     * The threads of one training: {@code OMP_NUM_THREADS} if it is set, else the property {@value #PROPERTY}, else 1.
     *
     * @throws IllegalArgumentException if what is set is not a positive whole number
     */
    public static int wanted() {
        String inherited = System.getenv(VARIABLE);
        return inherited != null && !inherited.isBlank()
                ? parse(VARIABLE, inherited)
                : parse(PROPERTY, System.getProperty(PROPERTY, "1"));
    }

    static int parse(String name, String value) {
        try {
            int threads = Integer.parseInt(value.trim());
            if (threads >= 1) {
                return threads;
            }
        } catch (NumberFormatException e) {
            // Refused below, as any other value that is not a number of threads.
        }
        throw new IllegalArgumentException(name + " must be a positive whole number, but was '" + value + "'");
    }

    /** Puts the number into the environment of this process, unless it was inherited. */
    public static void prepare(int threads) {
        if (System.getenv(VARIABLE) != null) {
            return;
        }
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            LOG.debug("{} cannot be set within a running process here", VARIABLE);
            return;
        }
        try {
            Native.load("c", CLibrary.class).setenv(VARIABLE, Integer.toString(threads), 1);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("{} could not be set", VARIABLE, e);
        }
    }
}
