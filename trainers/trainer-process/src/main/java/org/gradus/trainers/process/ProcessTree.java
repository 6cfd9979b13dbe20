package org.gradus.trainers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that it started. Those whose parent has ended are no descendants of it any more; on Linux they are found by
 * a mark in their environment, which they inherit.
 */
final class ProcessTree {
    /** The variable that holds the mark. */
    static final String MARK = "GRADUS_PROCESS";

    private static final Path PROC = Path.of("/proc");
    private static final long KILL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Process root;
    private final byte[] mark;

    ProcessTree(Process root, String mark) {
        this.root = root;
        this.mark = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    }

    /** Kills all of them, and waits a second at most until they are gone. */
    void kill() {
        List<ProcessHandle> children = descendants();
        // Not Process.destroyForcibly: that flushes the standard input of the process first, and waits if nobody reads it.
        root.toHandle().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        long start = System.nanoTime();
        boolean interrupted = false;
        // A process that forks while it is looked for is found in the next round.
        for (List<ProcessHandle> found = marked(); root.isAlive() || !found.isEmpty(); found = marked()) {
            found.forEach(ProcessHandle::destroyForcibly);
            if (System.nanoTime() - start > KILL_NANOS) {
                break;
            }
            try {
                root.waitFor(2, TimeUnit.MILLISECONDS);
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                interrupted = true; // What was begun is finished: it takes no longer than a second.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> descendants() {
        try {
            return root.descendants().toList();
        } catch (RuntimeException e) {
            return List.of(); // Where processes cannot be listed, the process itself can be killed all the same.
        }
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isMarked(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            return found; // A directory that vanishes while it is read belongs to a process that has ended.
        }
        return found;
    }

    private boolean isMarked(Path process) {
        try {
            return containsEntry(Files.readAllBytes(process.resolve("environ")));
        } catch (IOException e) {
            return false; // It has ended, or belongs to another user.
        }
    }

    /** Whether the mark is one of the entries, which a NUL ends. */
    private boolean containsEntry(byte[] environment) {
        int start = 0;
        for (int i = 0; i < environment.length; i++) {
            if (environment[i] == 0) {
                if (i - start == mark.length && Arrays.equals(environment, start, i, mark, 0, mark.length)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
