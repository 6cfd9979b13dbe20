package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.gradus.core.engine.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The files that CONTRIBUTING.md shows compile as they stand there, keep their contracts, and are found by name. */
class ContributingTest {
    private static final Path PAGE = Path.of("..", "CONTRIBUTING.md");
    private static final Pattern FILE = Pattern.compile(
            "`src/(?:main|test)/(?:java|resources)/(\\S+)`[^`]*```(?:java)?\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** Writes the files into the folder, and returns those of Java. */
    private List<File> write() throws IOException {
        List<File> sources = new ArrayList<>();
        for (var found : FILE.matcher(Files.readString(PAGE)).results().toList()) {
            Path file = folder.resolve(found.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, found.group(2));
            if (file.toString().endsWith(".java")) {
                sources.add(file.toFile());
            }
        }
        return sources;
    }

    private void compile(List<File> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            output, files, null, options, null, files.getJavaFileObjectsFromFiles(sources))
                    .call();
            assertThat(compiled).as("%s", output).isTrue();
        }
    }

    private static TestExecutionSummary run(Class<?> suite) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    @Test
    void theFilesCompileKeepTheirContractsAndAreFoundByName() throws Exception {
        List<File> sources = write();
        assertThat(sources).hasSize(7);
        compile(sources);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (String suite : List.of("DiceContractTest", "BestThreeContractTest", "ParabolaContractTest")) {
                TestExecutionSummary summary = run(loader.loadClass("com.example." + suite));
                assertThat(summary.getFailures())
                        .extracting(failure -> failure.getException().toString())
                        .as(suite)
                        .isEmpty();
                assertThat(summary.getTestsSucceededCount()).as(suite).isGreaterThan(15);
            }
            assertThat(ServiceLoader.load(Catalogue.class, loader).stream()
                            .map(ServiceLoader.Provider::get)
                            .flatMap(catalogue -> catalogue.strategies().stream())
                            .map(Catalogue.Entry::name))
                    .contains("dice", "grid");
        }
    }
}
