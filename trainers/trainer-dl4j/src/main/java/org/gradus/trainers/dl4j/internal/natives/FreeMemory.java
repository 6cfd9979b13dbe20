package org.gradus.trainers.dl4j.internal.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.gradus.trainers.dl4j.internal.coupling.Assumption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory that closed networks have left back to the operating system. Two things hold it: small native objects of
 * Deeplearning4j, which only the garbage collector frees, and it does not see how large they are; and the allocator of
 * glibc, which keeps the gaps between them. Thread-safe.
 */
public final class FreeMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FreeMemory.class);
    private static final Optional<CLibrary> LIBRARY = load();

    /** How much the process may grow until garbage is collected: some tens of milliseconds every few trials. */
    private static final long GROWTH = 32L << 20;

    private static final Watch WATCH = new Watch(GROWTH);

    private FreeMemory() {}

    private interface CLibrary extends Library {
        /** Returns all free pages to the system except this number of bytes at the top; 1 if there were any. */
        int malloc_trim(long keptBytes);
    }

    private static Optional<CLibrary> load() {
        try {
            CLibrary library = Native.load("c", CLibrary.class);
            library.malloc_trim(0); // Loading alone does not look for it.
            return Optional.of(library);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("the C library returns no memory to the system", e);
            return Optional.empty();
        }
    }

    /** To be called when a network was closed. */
    public static void giveBack() {
        LIBRARY.ifPresent(library -> library.malloc_trim(0));
        if (Assumption.FENCE.holds() && WATCH.isGrown(Pointer.physicalBytes())) { // without it, a collection can crash
            System.gc();
        }
    }

    /** Sees how far the process has grown since it was smallest. Thread-safe. */
    static final class Watch {
        private final long allowed;
        private long least = Long.MAX_VALUE;

        /** @param allowed the bytes by which it may grow */
        Watch(long allowed) {
            this.allowed = allowed;
        }

        /** Whether it has grown by more; if so, growth is counted from there. */
        synchronized boolean isGrown(long bytes) {
            least = Math.min(least, bytes);
            if (bytes - least <= allowed) {
                return false;
            }
            least = bytes;
            return true;
        }
    }
}
