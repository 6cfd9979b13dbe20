package org.gradus.examples.benchmark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is deleted, with all that is in it, when it is closed. */
record TemporaryFolder(Path path) implements Closeable {
    static TemporaryFolder in(Path parent) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(parent.toAbsolutePath(), "gradus-benchmark-"));
    }

    /** One where the operating system has such folders. */
    static TemporaryFolder ofSystem() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public void close() throws IOException {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
