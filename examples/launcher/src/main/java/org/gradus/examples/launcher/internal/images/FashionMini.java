package org.gradus.examples.launcher.internal.images;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The embedded images: 7,000 of Fashion-MNIST in ten classes, 28 x 28 grey pixels each. */
public final class FashionMini {
    /** What command lines and reports call them. */
    public static final String NAME = "fashion-mini";

    private static final String FOLDER = "/org/gradus/examples/fashion-mini/";

    private FashionMini() {}

    /** 5,000 images to train on, 1,000 for validation and 1,000 for the test. */
    public static ImageData load() {
        // All three splits are there, so no seed chooses anything.
        return new ImageSource(NAME, read("train5000"), Optional.of(read("val1000")), read("test1000")).load(0);
    }

    private static ImageSource.Labelled read(String split) {
        return new ImageSource.Labelled(
                resource(split + "-images-idx3-ubyte.gz"), resource(split + "-labels-idx1-ubyte.gz"));
    }

    private static IdxFile resource(String file) {
        try (InputStream in = FashionMini.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new ImageDataException("the embedded file " + file + " is missing: the jar is damaged");
            }
            return IdxFile.read(file, in);
        } catch (IOException e) {
            throw new ImageDataException("the embedded file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
