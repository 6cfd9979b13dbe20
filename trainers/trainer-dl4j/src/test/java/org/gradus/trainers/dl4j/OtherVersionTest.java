package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import com.google.common.primitives.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains in JVMs whose Deeplearning4j has other insides: its classes with a member under another name come first on the class
 * path, and the record of the version says 1.0.0-M3. Plain training in an unchanged JVM is the oracle, to the last bit.
 */
class OtherVersionTest {
    private static final String LOG = """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="info"><appender-ref ref="console"/></root>
            </configuration>
            """;

    @TempDir
    private Path changes;

    @BeforeEach
    void recordAnotherVersion() throws IOException {
        Path record = changes.resolve("META-INF/maven/org.nd4j/nd4j-api/pom.properties");
        Files.createDirectories(record.getParent());
        Files.writeString(record, "version=1.0.0-M3\n");
        Files.writeString(changes.resolve("log.xml"), LOG);
    }

    @Test
    void anotherVersionWithTheSameInsidesTrainsTheSame() throws Exception {
        List<String> output = output(changed());
        assertThat(warnings(output)).isEmpty();
        assertThat(output)
                .anyMatch(line -> line.contains(
                        "Gradus was written for Deeplearning4j 1.0.0-M2.1, but 1.0.0-M3 is on the class path"));
        assertThat(losses(output)).isEqualTo(losses(output(TrainInChild.jvm())));
    }

    @Test
    void layersStayPlainWhereOneCannotBeReplaced() throws Exception {
        rename("org/deeplearning4j/nn/layers/convolution/ConvolutionLayer", "helper", "helpex");
        List<String> output = output(changed());
        assertThat(warnings(output))
                .singleElement()
                .satisfies(
                        line -> assertThat(line)
                                .contains(
                                        "FastConvolutionLayer needs ConvolutionLayer's ConvolutionHelper helper, "
                                                + "which Deeplearning4j 1.0.0-M3 does not have; networks keep the layers of Deeplearning4j"));
        assertThat(output).contains("helper false");
        assertThat(losses(output))
                .isEqualTo(losses(
                        output(TrainInChild.jvm().withOption("-D" + Dl4jEnvironment.HELPERS_PROPERTY + "=true"))));
    }

    @Test
    void operationsRunUnfencedWhereTheExecutionerCannotBeReplaced() throws Exception {
        rename("org/nd4j/linalg/factory/Nd4j", "OP_EXECUTIONER_INSTANCE", "OP_EXECUTIONER_INSTANCX");
        List<String> output = output(changed());
        assertThat(warnings(output))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("FencedExecutioner needs Nd4j's OpExecutioner OP_EXECUTIONER_INSTANCE")
                        .contains("operations are not protected from the garbage collector"));
        assertThat(losses(output)).isEqualTo(losses(output(TrainInChild.jvm())));
    }

    /** No other way sets the rate of a step exactly, so that nothing is trained. */
    @Test
    void trainingIsRefusedWhereNoRateCanBeSet() throws Exception {
        rename("org/deeplearning4j/nn/updater/BaseMultiLayerUpdater", "getUpdaterBlocks", "getUpdaterBlockx");
        List<String> output = output(changed());
        assertThat(losses(output)).isEmpty();
        assertThat(output)
                .anyMatch(line -> line.contains("IllegalStateException: NetworkUpdater needs BaseMultiLayerUpdater's"
                        + " List getUpdaterBlocks(), which Deeplearning4j 1.0.0-M3 does not have"))
                .contains("Maybe use Deeplearning4j 1.0.0-M2.1.");
    }

    private ChildJvm changed() {
        return TrainInChild.jvm()
                .withOption("-Dlogback.configurationFile=" + changes.resolve("log.xml"))
                .withClassPath(changes + File.pathSeparator + System.getProperty("java.class.path"));
    }

    /** Writes a class whose constant of a name is another of the same length. */
    private void rename(String type, String name, String other) throws IOException {
        byte[] bytes = Resources.toByteArray(Resources.getResource(type + ".class"));
        byte[] constant = Bytes.concat(new byte[] {1, 0, (byte) name.length()}, name.getBytes(StandardCharsets.UTF_8));
        int at = Bytes.indexOf(bytes, constant);
        assertThat(at).as("%s in %s", name, type).isPositive();
        System.arraycopy(other.getBytes(StandardCharsets.UTF_8), 0, bytes, at + 3, name.length());
        Path file = changes.resolve(type + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static List<String> output(ChildJvm child) throws Exception {
        Process process = child.process().redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        return lines;
    }

    private static List<String> warnings(List<String> output) {
        return output.stream()
                .filter(line -> line.contains("WARN ") && line.contains("Assumption"))
                .toList();
    }

    private static List<String> losses(List<String> output) {
        return output.stream().filter(line -> line.startsWith("loss ")).toList();
    }
}
