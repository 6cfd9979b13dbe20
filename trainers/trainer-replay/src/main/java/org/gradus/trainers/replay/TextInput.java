package org.gradus.trainers.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gradus.core.study.SearchException;

/**
 * The bytes of a text from an untrusted file: it is an ordinary file, so that nothing waits forever for a
 * pipe or reads a device without an end, and it has at most {@value #MOST_BYTES} bytes, in lines of at most {@value
 * #LONGEST_LINE}, also after it was unpacked.
 */
public final class TextInput extends FilterInputStream {
    /** The most bytes of a text. */
    public static final long MOST_BYTES = 256_000_000;

    /** The most bytes of a line. */
    public static final int LONGEST_LINE = 100_000;

    private final String name;
    private long bytes;
    private int inLine;

    /**
     * Limits a stream.
     *
     * @param name what messages call it
     */
    public TextInput(String name, InputStream unpacked) {
        super(unpacked);
        this.name = name;
    }

    /**
     * Opens an ordinary file.
     *
     * @throws NoSuchFileException if there is none
     * @throws SearchException if it is a folder, a pipe or a device
     */
    public static InputStream open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new SearchException(file + " cannot be read: it is "
                    + (Files.isDirectory(file) ? "a folder" : "a pipe or a device") + ", not a file");
        }
        return Files.newInputStream(file);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            inLine = buffer[i] == '\n' ? 0 : inLine + 1;
            if (inLine > LONGEST_LINE) {
                throw new SearchException(
                        name + " cannot be read: it has a line of more than " + LONGEST_LINE + " bytes");
            }
        }
        bytes += Math.max(0, count);
        if (bytes > MOST_BYTES) {
            throw new SearchException(name + " cannot be read: it has more than " + MOST_BYTES + " bytes");
        }
        return count;
    }
}
