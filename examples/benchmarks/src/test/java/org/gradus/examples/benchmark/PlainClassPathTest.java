package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainClassPathTest {
    @TempDir
    private Path folder;

    @Test
    void hasTheProgramAndDeeplearning4jButNeitherTheTrainerNorTheLauncher() throws IOException {
        List<String> entries = List.of(PlainClassPath.of(folder).split(File.pathSeparator));

        assertThat(entries)
                .startsWith(folder.toString())
                .contains(PlainClassPath.codeOf(MultiLayerNetwork.class).toString())
                .doesNotContain(
                        PlainClassPath.codeOf(Dl4jTrainer.class).toString(),
                        PlainClassPath.codeOf(PlainLoop.class).toString());
        assertThat(folder.resolve("org/gradus/examples/benchmark/PlainLoop.class"))
                .exists();
    }

    @Test
    void followsTheManifestsOfJars() throws IOException {
        Path library = jar("lib/library one.jar", "");
        Path deep = jar("lib/deep.jar", "library%20one.jar deep.jar missing.jar");
        Path launcher = jar("launcher.jar", "lib/deep.jar");

        assertThat(PlainClassPath.entries(launcher + File.pathSeparator + folder))
                .containsExactly(launcher, deep, library, folder.toRealPath());
    }

    private Path jar(String name, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path file = folder.toRealPath().resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }
}
