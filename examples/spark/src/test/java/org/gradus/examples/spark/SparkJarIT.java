package org.gradus.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is in the jar for {@code spark-submit}, and what is not. */
class SparkJarIT {
    private static final Path JAR = Path.of(System.getProperty("gradus.spark.jar"));

    private static List<String> names() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }

    @Test
    void nothingInItClashesWithSpark() throws IOException {
        assertThat(names())
                .as("libraries of Spark's class path, which come first there, are relocated or left out")
                .noneMatch(name -> name.matches("(com/google|com/fasterxml/jackson|org/slf4j|"
                        + "org/apache/(commons|spark|hadoop|logging)|ch/qos/logback|scala|io/netty)/.*"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name ->
                        name.contains("org/slf4j/impl") || name.endsWith("services/org.slf4j.spi.SLF4JServiceProvider"))
                .noneMatch(name -> name.endsWith(".so") && name.contains("nd4j"))
                .contains(
                        "org/gradus/examples/spark/SparkSearch.class",
                        "org/gradus/trainers/spark/GradusPlugin.class",
                        "org/gradus/shaded/com/google/common/collect/ImmutableList.class",
                        "org/gradus/shaded/com/fasterxml/jackson/core/JsonFactory.class",
                        "org/gradus/shaded/org/apache/commons/lang3/StringUtils.class",
                        "org/gradus/shaded/org/apache/commons/codec/binary/Hex.class",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE");
    }

    @Test
    void itsTrainersStrategiesAndPoliciesAreFound() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            String trainers = new String(
                    jar.getInputStream(jar.getEntry("META-INF/services/org.gradus.core.training.TrainerProvider"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(trainers.lines())
                    .contains(
                            "org.gradus.trainers.dl4j.Dl4jTrainerProvider",
                            "org.gradus.trainers.replay.QuadraticTrainerProvider",
                            "org.gradus.trainers.process.ProcessTrainerProvider");
            assertThat(jar.getEntry("META-INF/services/org.gradus.core.engine.Catalogue"))
                    .isNotNull();
        }
    }
}
