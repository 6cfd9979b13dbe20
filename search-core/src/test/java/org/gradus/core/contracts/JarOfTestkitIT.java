package org.gradus.core.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The test jar holds the testkit, and none of the tests of core or of the testkit itself. */
class JarOfTestkitIT {
    private static Path jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(path -> path.toString().endsWith("-tests.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void holdsTheTestkitAndNoTests() throws IOException {
        try (JarFile file = new JarFile(jar().toFile())) {
            List<String> entries = file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("META-INF/"))
                    .toList();
            assertThat(entries)
                    .contains(
                            "org/gradus/core/testkit/StrategyContract.class",
                            "org/gradus/core/testkit/BudgetPolicyContract.class",
                            "org/gradus/core/testkit/TrainerContract.class")
                    .allMatch(name -> name.startsWith("org/gradus/core/testkit/"))
                    .noneMatch(name -> name.matches(".*(Test|IT)(\\$.*)?\\.class"));
        }
    }
}
