package org.gradus.trainers.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.store.Secrets;
import org.gradus.core.trial.TrialId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program writes to standard error: its end in memory, and all of it in a file for each trial, up to a size. It is always
 * read, so that the program never waits for a reader. Thread-safe.
 */
final class ProgramLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramLog.class);

    /** The largest file, in bytes; what comes after is not kept. */
    static final long LARGEST = 10L << 20;

    private static final int TAIL = 1 << 14;
    private static final int SHOWN_LINES = 8;
    private static final int SHOWN_WIDTH = 300;

    private final Optional<Path> folder;
    private final byte[] tail = new byte[TAIL];
    private long written;
    private @Nullable OutputStream file;
    private long room;
    private boolean begun;
    private Optional<Path> path = Optional.empty();

    ProgramLog(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Reads until the end of the stream. */
    void read(InputStream errors) {
        byte[] chunk = new byte[1 << 14];
        try {
            for (int read = errors.read(chunk); read >= 0; read = errors.read(chunk)) {
                write(chunk, read);
            }
        } catch (IOException e) {
            LOG.trace("standard error of a program that was ended", e);
        } finally {
            close();
        }
    }

    private synchronized void write(byte[] bytes, int length) {
        for (int i = Math.max(0, length - TAIL); i < length; i++) {
            tail[(int) ((written + i) % TAIL)] = bytes[i];
        }
        written += length;
        keep(bytes, length);
    }

    private void keep(byte[] bytes, int length) {
        OutputStream out = file;
        if (out == null) {
            return;
        }
        try {
            out.write(bytes, 0, (int) Math.min(length, Math.max(0, room)));
            if (length > room) {
                out.write("\n... (cut: the log was full)\n".getBytes(StandardCharsets.UTF_8));
                closeFile();
            }
            room -= length;
        } catch (IOException e) {
            LOG.warn("a log file in {} is not complete: {}", folder.orElseThrow(), e.toString());
            closeFile();
        }
    }

    /** From here on what is written belongs to a trial; what a new process wrote before does too. */
    synchronized void begin(TrialId trial) {
        closeFile();
        if (folder.isEmpty()) {
            return;
        }
        Path kept = folder.get().resolve("trial-" + trial.number() + ".log");
        try {
            Files.createDirectories(folder.get());
            room = LARGEST - (Files.exists(kept) ? Files.size(kept) : 0);
            file = room <= 0 ? null : Files.newOutputStream(kept, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            path = Optional.of(kept);
            byte[] before = begun ? new byte[0] : tailBytes();
            begun = true;
            keep(before, before.length);
        } catch (IOException e) {
            LOG.warn("the log of {} is not kept: {}", trial, e.toString());
        }
    }

    private void closeFile() {
        OutputStream out = file;
        file = null;
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.warn("a log file in {} is not complete: {}", folder.orElseThrow(), e.toString());
            }
        }
    }

    private byte[] tailBytes() {
        int length = (int) Math.min(written, TAIL);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = tail[(int) ((written - length + i) % TAIL)];
        }
        return bytes;
    }

    /** The file of the trial, if there is one. */
    synchronized Optional<Path> path() {
        return path;
    }

    /** The last lines, for a message, without secrets; empty if there are none. */
    String lastLines() {
        return last(SHOWN_LINES).collect(Collectors.joining("\n  "));
    }

    /** The last of them. */
    String lastLine() {
        return last(1).findFirst().orElse("").strip();
    }

    private synchronized Stream<String> last(int count) {
        String text = Secrets.withoutSecrets(new String(tailBytes(), StandardCharsets.UTF_8));
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - count))
                .map(line -> line.replaceAll("\\p{Cntrl}", " "))
                .map(line -> line.length() <= SHOWN_WIDTH ? line : line.substring(0, SHOWN_WIDTH) + "...");
    }

    synchronized void close() {
        closeFile();
    }
}
