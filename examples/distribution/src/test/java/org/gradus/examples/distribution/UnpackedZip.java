package org.gradus.examples.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The zip that the build has made, unpacked with its permissions. */
record UnpackedZip(Path home) {
    /** Unpacks it into a folder; {@code home} is the one folder that the zip holds. */
    static UnpackedZip into(Path folder) throws IOException {
        Path zip = Path.of(System.getProperty("gradus.zip"));
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(files.getPath("/"))) {
            entries.forEach(
                    entry -> unpack(entry, folder.resolve(entry.toString().substring(1))));
        }
        List<Path> top = list(folder);
        if (top.size() != 1) {
            throw new IllegalStateException("the zip must hold one folder, but holds " + top);
        }
        return new UnpackedZip(top.get(0));
    }

    private static void unpack(Path entry, Path target) {
        try {
            if (Files.isDirectory(entry)) {
                Files.createDirectories(target);
            } else {
                Files.copy(entry, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path script() {
        return home.resolve("bin/gradus");
    }

    Path completion() {
        return home.resolve("completion/gradus.bash");
    }

    Path launcher() {
        return home.resolve("gradus.jar");
    }

    List<Path> libraries() throws IOException {
        return list(home.resolve("lib"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
