package org.gradus.examples.launcher.internal.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files by the format's description, for tests. */
public final class IdxWriter {
    private IdxWriter() {}

    /** A file of unsigned bytes. */
    public static byte[] bytes(int[] lengths, int... elements) {
        ByteBuffer buffer = header(0x08, lengths, elements.length);
        for (int element : elements) {
            buffer.put((byte) element);
        }
        return buffer.array();
    }

    /** A file of 32-bit numbers. */
    public static byte[] ints(int[] lengths, int... elements) {
        ByteBuffer buffer = header(0x0C, lengths, 4 * elements.length);
        for (int element : elements) {
            buffer.putInt(element);
        }
        return buffer.array();
    }

    private static ByteBuffer header(int type, int[] lengths, int size) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * lengths.length + size);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) lengths.length);
        for (int length : lengths) {
            buffer.putInt(length);
        }
        return buffer;
    }

    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    public static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Labels 0, 1, …, classes - 1, 0, 1, … */
    public static byte[] labels(int count, int classes) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes;
        }
        return bytes(new int[] {count}, labels);
    }

    /** Noise with a bright block of rows whose place says the class; easy to learn. */
    public static byte[] images(int count, int classes, int side, long seed) {
        Random random = new Random(seed);
        int[] pixels = new int[count * side * side];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / (side * side);
            int row = i / side % side;
            boolean bright = row * classes / side == image % classes;
            pixels[i] = (bright ? 160 : 0) + random.nextInt(96);
        }
        return bytes(new int[] {count, side, side}, pixels);
    }

    /** A folder that can be trained on in an instant: 4 classes, 12 x 12 pixels. */
    public static Path folder(Path folder, boolean validation) {
        split(folder, "train", 96, 1);
        if (validation) {
            split(folder, "val", 32, 2);
        }
        split(folder, "t10k", 32, 3);
        return folder;
    }

    private static void split(Path folder, String name, int count, long seed) {
        write(folder, name + "-images-idx3-ubyte.gz", gzip(images(count, 4, 12, seed)));
        write(folder, name + "-labels-idx1-ubyte", labels(count, 4));
    }
}
