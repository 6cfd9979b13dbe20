package org.gradus.examples.launcher.internal.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a folder of IDX files, gzipped or not: {@code train*images*} and {@code train*labels*}, {@code val*images*} and
 * {@code val*labels*} where there are any, and {@code test*} or {@code t10k*} likewise. Case does not matter; hidden
 * files are skipped. So the folders of MNIST, Fashion-MNIST and KMNIST work as they are published.
 *
 * <p>Without a validation split, the last sixth of each class of the training split, shuffled by the seed, is held out
 * for it, and a note says so.
 */
public final class ImageFolder {
    private static final String IMAGES = "images";
    private static final String LABELS = "labels";

    private static final List<String> TRAIN = List.of("train");
    private static final List<String> VALIDATION = List.of("val");
    private static final List<String> TEST = List.of("test", "t10k");

    private final Path folder;
    private final List<Path> files;

    private ImageFolder(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Reads all splits.
     *
     * @param seed chooses what is held out
     * @throws ImageDataException naming the file and what is wrong with it
     */
    public static ImageData load(Path folder, long seed) {
        ImageFolder found = new ImageFolder(folder, list(folder));
        Optional<ImageSource.Labelled> train = found.read(TRAIN);
        Optional<ImageSource.Labelled> test = found.read(TEST);
        return new ImageSource(
                        folder.toAbsolutePath().normalize().getFileName() == null
                                ? folder.toString()
                                : folder.toAbsolutePath()
                                        .normalize()
                                        .getFileName()
                                        .toString(),
                        train.orElseThrow(() -> found.missing("train*images*")),
                        found.read(VALIDATION),
                        test.orElseThrow(() -> found.missing("test*images* or t10k*images*")))
                .load(seed);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !nameOf(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ImageDataException("the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<ImageSource.Labelled> read(List<String> prefixes) {
        Optional<Path> images = find(prefixes, IMAGES);
        Optional<Path> labels = find(prefixes, LABELS);
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        String pattern = prefixes.get(0) + "*";
        return Optional.of(new ImageSource.Labelled(
                IdxFile.read(images.orElseThrow(() -> missing(pattern + IMAGES + "*"))),
                IdxFile.read(labels.orElseThrow(() -> missing(pattern + LABELS + "*")))));
    }

    /**
     * The files of a folder that are read if it is loaded, sorted.
     *
     * @throws ImageDataException if the folder cannot be read
     */
    static List<Path> files(Path folder) {
        return list(folder).stream()
                .filter(file -> Stream.concat(TRAIN.stream(), Stream.concat(VALIDATION.stream(), TEST.stream()))
                        .anyMatch(nameOf(file)::startsWith))
                .filter(file -> nameOf(file).contains(IMAGES) || nameOf(file).contains(LABELS))
                .toList();
    }

    private Optional<Path> find(List<String> prefixes, String content) {
        List<Path> matching = files.stream()
                .filter(file -> prefixes.stream().anyMatch(nameOf(file)::startsWith))
                .filter(file -> nameOf(file).contains(content))
                .toList();
        if (matching.size() > 1) {
            throw new ImageDataException("the folder " + folder + " has more than one file for the " + content + " of "
                    + String.join("*/", prefixes) + "*: " + matching.get(0).getFileName() + " and "
                    + matching.get(1).getFileName() + "\nMaybe one of them is a copy; keep one.");
        }
        return matching.stream().findFirst();
    }

    private ImageDataException missing(String pattern) {
        return new ImageDataException("the folder " + folder + " has no file " + pattern
                + "\nMaybe its files have other names; train*images*, train*labels*, test*images* and test*labels*"
                + " are needed, gzipped or not.");
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
