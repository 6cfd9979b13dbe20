package org.gradus.examples.launcher.internal.images;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of whole numbers read from a file in IDX format, the format of MNIST (LeCun, Cortes and Burges,
 * <i>The MNIST database</i>, "File formats"): two zero bytes, a type, the number of dimensions, each length as a
 * big-endian 32-bit number, then the elements. Gzipped files are recognised by their first bytes, not by their names.
 * Immutable.
 */
public final class IdxFile {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int MOST_DIMENSIONS = 4;
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;

    /** While images are split, there are that many copies of them. */
    private static final int COPIES = 4;

    private final String name;
    private final ElementType type;
    private final int[] lengths;
    private final ByteBuffer elements;

    private IdxFile(String name, ElementType type, int[] lengths, byte[] elements) {
        this.name = name;
        this.type = type;
        this.lengths = lengths;
        this.elements = ByteBuffer.wrap(elements).asReadOnlyBuffer();
    }

    /**
     * Reads a file.
     *
     * @throws ImageDataException naming the file and what is wrong with it
     */
    public static IdxFile read(Path file) {
        if (!Files.exists(file)) {
            throw new ImageDataException(file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new ImageDataException(
                    file + " is a " + (Files.isDirectory(file) ? "folder" : "pipe or a device") + ", not an IDX file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new ImageDataException(file + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param name what messages call it
     * @throws ImageDataException naming it and what is wrong with it
     */
    public static IdxFile read(String name, InputStream stream) {
        try {
            return readPlain(name, unzipped(stream));
        } catch (EOFException e) {
            throw new ImageDataException(name + " is truncated: the gzip data end too early", e);
        } catch (ZipException e) {
            throw new ImageDataException(name + " is damaged: " + reason(e), e);
        } catch (IOException e) {
            throw new ImageDataException(name + " cannot be read: " + reason(e), e);
        }
    }

    private static InputStream unzipped(InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
        in.mark(2);
        int first = in.read() << 8 | in.read();
        in.reset();
        return first == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static IdxFile readPlain(String name, InputStream in) throws IOException {
        ByteBuffer magic = ByteBuffer.wrap(in.readNBytes(4));
        if (!magic.hasRemaining()) {
            throw new ImageDataException(name + " is empty");
        }
        ElementType type = ElementType.of(magic.limit() > 2 ? magic.get(2) : 0);
        if (magic.limit() < 4 || magic.getShort(0) != 0 || type == ElementType.UNKNOWN) {
            throw new ImageDataException(name + " is not an IDX file: it begins with the bytes " + hex(magic.array())
                    + ", not with 00 00 and a type");
        }
        if (type.bytes == 0) {
            throw new ImageDataException(name + " holds " + type.words + "; only whole numbers are read");
        }
        int[] lengths = readLengths(name, magic.get(3), in);
        return new IdxFile(name, type, lengths, readElements(name, type, lengths, in));
    }

    private static int[] readLengths(String name, int dimensions, InputStream in) throws IOException {
        if (!(dimensions >= 1 && dimensions <= MOST_DIMENSIONS)) {
            throw new ImageDataException(name + " is not usable: it says that it has " + dimensions
                    + " dimensions, but 1 to " + MOST_DIMENSIONS + " are read");
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(4 * dimensions));
        if (bytes.limit() < 4 * dimensions) {
            throw new ImageDataException(name + " is truncated: it ends within its header");
        }
        int[] lengths = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            lengths[i] = bytes.getInt();
            if (lengths[i] < 0) {
                throw new ImageDataException(name + " is damaged: a dimension has the absurd length "
                        + Integer.toUnsignedString(lengths[i]));
            }
        }
        return lengths;
    }

    private static byte[] readElements(String name, ElementType type, int[] lengths, InputStream in)
            throws IOException {
        long expected = type.bytes;
        for (int length : lengths) {
            // At most 4 factors below 2^31: saturate instead of overflowing.
            expected = length == 0 ? 0 : Math.min(expected, Long.MAX_VALUE / length) * length;
        }
        if (expected > MOST_BYTES) {
            throw new ImageDataException(name + " is too large or damaged: its header says " + words(lengths)
                    + " elements, more than 2 GiB");
        }
        long memory = Runtime.getRuntime().maxMemory();
        if (expected > memory / COPIES) {
            throw new ImageDataException(name + " is too large: its header says " + words(lengths)
                    + " elements, that is "
                    + expected + " bytes, and they are needed " + COPIES + " times, but this Java may use " + memory
                    + " bytes\nMaybe give it more memory with the option -Xmx, or use fewer images.");
        }
        // Grows with what is there, so that a header that lies does not use up the memory.
        byte[] elements = in.readNBytes((int) expected);
        if (elements.length < expected) {
            throw new ImageDataException(name + " is truncated: its header says " + words(lengths)
                    + " elements, that is " + expected + " bytes, but " + elements.length + " follow");
        }
        if (in.read() >= 0) {
            throw new ImageDataException(
                    name + " is damaged: more bytes follow the " + words(lengths) + " elements that its header says");
        }
        return elements;
    }

    /** What messages call it. */
    public String name() {
        return name;
    }

    public int dimensions() {
        return lengths.length;
    }

    /** The length along a dimension, counted from 0. */
    public int length(int dimension) {
        return lengths[dimension];
    }

    /** How many elements there are. */
    public int size() {
        return elements.limit() / type.bytes;
    }

    /** Whether every element is in [0, 255]. */
    public boolean isUnsignedByte() {
        return type == ElementType.UNSIGNED_BYTE;
    }

    /** The element at a place, the last dimension running fastest. */
    public int at(int index) {
        return switch (type) {
            case UNSIGNED_BYTE -> elements.get(index) & 0xff;
            case SIGNED_BYTE -> elements.get(index);
            case SHORT -> elements.getShort(2 * index);
            case INT -> elements.getInt(4 * index);
            default -> throw new IllegalStateException(name + " holds " + type.words);
        };
    }

    /** The lengths as people write them: {@code 5000 x 28 x 28}. */
    public String shape() {
        return words(lengths);
    }

    private static String words(int[] lengths) {
        return Arrays.stream(lengths).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static String hex(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> String.format("%02x", bytes[i]))
                .collect(Collectors.joining(" "));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private enum ElementType {
        UNSIGNED_BYTE(0x08, 1, "bytes"),
        SIGNED_BYTE(0x09, 1, "signed bytes"),
        SHORT(0x0B, 2, "16-bit numbers"),
        INT(0x0C, 4, "32-bit numbers"),
        FLOAT(0x0D, 0, "32-bit fractions"),
        DOUBLE(0x0E, 0, "64-bit fractions"),
        UNKNOWN(0, 0, "elements of an unknown type");

        private final int code;
        private final int bytes;
        private final String words;

        ElementType(int code, int bytes, String words) {
            this.code = code;
            this.bytes = bytes;
            this.words = words;
        }

        static ElementType of(int code) {
            return Arrays.stream(values())
                    .filter(type -> type.code == code)
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
