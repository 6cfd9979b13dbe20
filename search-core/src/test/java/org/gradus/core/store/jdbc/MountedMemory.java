package org.gradus.core.store.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A small disk in memory (Linux, by root alone): it can be full, and it can be made read-only. */
final class MountedMemory implements AutoCloseable {
    private final Path folder;

    private MountedMemory(Path folder) {
        this.folder = folder;
    }

    /** Mounts it; where that is not allowed the test is skipped, which is said. */
    static MountedMemory at(Path folder, String options) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "gradus", folder.toString()) == 0,
                "this user may not mount a disk in memory");
        return new MountedMemory(folder);
    }

    Path folder() {
        return folder;
    }

    void makeReadOnly() throws IOException {
        if (run("mount", "-o", "remount,ro", folder.toString()) != 0) {
            throw new IOException(folder + " cannot be made read-only");
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).start().onExit().join().exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        if (run("umount", folder.toString()) != 0) {
            throw new IOException(folder + " cannot be unmounted");
        }
    }
}
