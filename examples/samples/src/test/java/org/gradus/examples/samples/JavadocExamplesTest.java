package org.gradus.examples.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the javadoc of types that users begin with compile, around what a user has already. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\\}</pre>", Pattern.DOTALL);

    private static final String BEFORE = """
            import java.nio.file.Path;
            import org.gradus.core.engine.*;
            import org.gradus.core.session.*;
            import org.gradus.core.space.Configuration;
            import org.gradus.core.training.Trainer;
            import org.gradus.core.trial.Objective;
            import org.gradus.reports.*;
            %s
            abstract class Example {
                Trainer trainer;
                Search search;
                SearchSession session;
                Examples train;
                Examples validation;
                float[] pixels;
                int[] classes;

                abstract double yourTraining(Configuration configuration, int epochs);
            %s
                void example() throws Exception {
            """;

    private static final String DL4J = BEFORE.formatted("""
            import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
            import org.deeplearning4j.nn.conf.layers.*;
            import org.gradus.trainers.dl4j.Dl4jTrainer;
            import org.gradus.trainers.dl4j.data.*;
            import org.nd4j.linalg.activations.Activation;
            import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
            import org.nd4j.linalg.learning.config.Adam;
            """, """
                BatchSource data;

                abstract DataSetIterator yourIterator(String split, long batchSize, long seed);
            """);

    private static final String DJL = BEFORE.formatted("""
            import ai.djl.nn.*;
            import ai.djl.nn.core.Linear;
            import org.gradus.trainers.djl.DjlTrainer;
            import org.gradus.trainers.djl.data.*;
            import org.gradus.trainers.djl.optimizer.Optimizer;
            """, "    InMemoryData data;\n");

    @TempDir
    private Path classes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search-core/src/main/java/org/gradus/core/engine/Search.java",
                "search-core/src/main/java/org/gradus/core/session/SearchSession.java",
                "reports/src/main/java/org/gradus/reports/HtmlReport.java",
                "trainers/trainer-dl4j/src/main/java/org/gradus/trainers/dl4j/Dl4jTrainer.java",
                "trainers/trainer-dl4j/src/main/java/org/gradus/trainers/dl4j/data/InMemoryData.java",
                "trainers/trainer-dl4j/src/main/java/org/gradus/trainers/dl4j/data/IteratorData.java",
                "trainers/trainer-djl/src/main/java/org/gradus/trainers/djl/DjlTrainer.java",
                "trainers/trainer-djl/src/main/java/org/gradus/trainers/djl/data/InMemoryData.java",
            })
    void examplesCompile(String source) throws IOException {
        String text = Files.readString(Path.of("../..", source));
        Matcher example = EXAMPLE.matcher(text);
        assertThat(example.find()).as("an example in %s", source).isTrue();
        do {
            compile((source.contains("/trainer-djl/") ? DJL : DL4J)
                    + example.group(1).replaceAll("(?m)^ +\\* ?", "") + "\n}\n}\n");
        } while (example.find());
    }

    private void compile(String program) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return program;
                    }
                };
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).as("%s%n%s", messages, program).isTrue();
    }
}
