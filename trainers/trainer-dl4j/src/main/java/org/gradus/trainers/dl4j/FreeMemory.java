package org.gradus.trainers.dl4j;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory that native code has freed back to the operating system. The allocator of glibc keeps the large gaps that a
 * closed network leaves, because small objects of Deeplearning4j, which only the garbage collector frees, lie between them.
 * Does nothing where the C library has no such call. Thread-safe.
 */
final class FreeMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FreeMemory.class);
    private static final Optional<CLibrary> LIBRARY = load();

    private FreeMemory() {}

    private interface CLibrary extends Library {
        /** Gives back all free pages but so many bytes at the top; 1 if there were any. */
        int malloc_trim(long keptBytes);
    }

    private static Optional<CLibrary> load() {
        try {
            CLibrary library = Native.load("c", CLibrary.class);
            library.malloc_trim(0); // Loading alone does not look for it.
            return Optional.of(library);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("the C library gives no memory back", e);
            return Optional.empty();
        }
    }

    /** Whether the C library has the call. */
    static boolean canReturn() {
        return LIBRARY.isPresent();
    }

    /** Returns what is free; takes milliseconds. */
    static void giveBack() {
        LIBRARY.ifPresent(library -> library.malloc_trim(0));
    }
}
