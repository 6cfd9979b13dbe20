package org.gradus.examples.launcher.internal.images;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Labelled images in three splits of the same shape and classes. Immutable.
 *
 * @param name what reports call them
 * @param classes how many classes there are, at least 2
 * @param train what networks are trained on
 * @param validation what learning rates are judged by
 * @param test looked at once, for the finalists
 * @param notes what a reader of results must know of them, a sentence each
 */
public record ImageData(
        String name, int classes, ImageSplit train, ImageSplit validation, ImageSplit test, List<String> notes) {
    public ImageData {
        notes = ImmutableList.copyOf(notes);
    }

    /**
     * The images that a command line names.
     *
     * @param source {@value FashionMini#NAME} for the embedded images, or a folder as {@link ImageFolder} reads it
     * @param seed chooses what is held out where the folder has no validation split
     * @throws ImageDataException if there are none or they cannot be used
     */
    public static ImageData load(String source, long seed) {
        return source.equals(FashionMini.NAME) ? FashionMini.load() : ImageFolder.load(folder(source), seed);
    }

    /**
     * The files that {@link #load} reads, none for the embedded images.
     *
     * @throws ImageDataException if there is no such folder
     */
    public static List<Path> files(String source) {
        return source.equals(FashionMini.NAME) ? List.of() : ImageFolder.files(folder(source));
    }

    private static Path folder(String source) {
        try {
            Path folder = Path.of(source);
            if (!source.isBlank() && Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new ImageDataException("'" + source + "' cannot be the name of a folder: " + e.getReason(), e);
        }
        throw new ImageDataException("there is no folder '" + source + "' with images"
                + "\nMaybe the name is misspelt; the embedded images are called " + FashionMini.NAME + ".");
    }

    public ImageShape shape() {
        return train.shape();
    }

    /** What there is of them, in a line. */
    public String describe() {
        return name + ": " + train.size() + " training, " + validation.size() + " validation and " + test.size()
                + " test images of " + shape() + " pixels in " + classes + " classes";
    }

    /** The same for the same images and labels in the same splits: the first 16 digits of a SHA-256. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ImageSplit split : List.of(train, validation, test)) {
                digest.update((split.shape() + ":" + split.size() + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(split.bytes());
                for (int label : split.labels()) {
                    digest.update((byte) label);
                    digest.update((byte) (label >> 8));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
