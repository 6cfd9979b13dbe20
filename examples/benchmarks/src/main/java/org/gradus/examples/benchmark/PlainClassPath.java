package org.gradus.examples.benchmark;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.examples.launcher.internal.commandline.Launcher;
import org.gradus.trainers.dl4j.Dl4jTrainer;

/**
 * The class path of the {@link PlainLoop}: the libraries of this process without Gradus's trainer, which brings a class that
 * Deeplearning4j looks for, and without the launcher and the benchmarks, whose manifests bring the trainer back. The
 * program's few classes are copied into a folder instead.
 */
final class PlainClassPath {
    /** What the program consists of, and its logging. */
    static final List<Class<?>> PROGRAM = List.of(PlainLoop.class, BenchmarkCnn.class);

    private static final String LOGGING = "logback.xml";

    private PlainClassPath() {}

    /**
     * The class path, its entries separated as this platform does.
     *
     * @param folder an empty one, which the program is copied into
     */
    static String of(Path folder) throws IOException {
        for (Class<?> part : PROGRAM) {
            copy(part.getName().replace('.', '/') + ".class", folder);
        }
        copy(LOGGING, folder);
        Set<Path> left = Set.of(codeOf(Dl4jTrainer.class), codeOf(PlainLoop.class), codeOf(Launcher.class));
        return Stream.concat(Stream.of(folder), entries(System.getProperty("java.class.path")).stream())
                .filter(entry -> !left.contains(entry))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void copy(String resource, Path folder) throws IOException {
        Path target = folder.resolve(resource);
        Files.createDirectories(target.resolveSibling(""));
        try (InputStream in = PlainLoop.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IOException("the embedded file " + resource + " is missing: the jar is damaged");
            }
            Files.copy(in, target);
        }
    }

    /** The jar or folder that a class comes from. */
    static Path codeOf(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException(type.getName() + " does not say where it comes from");
        }
        try {
            return Path.of(source.getLocation().toURI()).toRealPath();
        } catch (URISyntaxException e) {
            throw new IOException(source.getLocation() + " is no file", e);
        }
    }

    /** All jars and folders of a class path that exist, with those that the manifests of the jars name. */
    static Set<Path> entries(String classPath) throws IOException {
        Set<Path> entries = new LinkedHashSet<>();
        for (String entry : Splitter.on(File.pathSeparatorChar).split(classPath)) {
            add(Path.of(entry), entries);
        }
        return entries;
    }

    private static void add(Path entry, Set<Path> entries) throws IOException {
        if (!Files.exists(entry) || !entries.add(entry.toRealPath()) || Files.isDirectory(entry)) {
            return;
        }
        for (String named : named(entry)) {
            URI more = entry.toUri().resolve(named);
            if ("file".equals(more.getScheme())) {
                add(Path.of(more), entries);
            }
        }
    }

    private static List<String> named(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return value == null || value.isBlank()
                    ? List.of()
                    : List.of(value.trim().split("\\s+"));
        }
    }
}
