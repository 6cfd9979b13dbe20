package org.gradus.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.junit.jupiter.api.Test;

/** What is chosen depends neither on the way in nor on jars that only write reports. */
class ChosenPlanTest {
    private static final Pattern REPORTS = Pattern.compile("[/\\\\](gradus-)?reports[-/\\\\]");

    @Test
    void libraryAndLauncherChooseTheSame() {
        String library = ChosenPlan.words(ChosenPlan.search().run().study().settings());
        String launcher = ChosenPlan.words(ChosenPlan.search()
                .strategy(Extensions.plan("random", Extensions.AUTO))
                .run()
                .study()
                .settings());
        assertThat(library).startsWith("random freeze-thaw generalization ").isEqualTo(launcher);
    }

    @Test
    void reportsOnTheClassPathChangeNothing() throws Exception {
        List<String> whole = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        List<String> without =
                whole.stream().filter(entry -> !REPORTS.matcher(entry).find()).toList();
        assertThat(without).hasSize(whole.size() - 1);
        assertThat(chosenWith(without)).startsWith("random ").isEqualTo(chosenWith(whole));
    }

    private static String chosenWith(List<String> classPath) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", String.join(File.pathSeparator, classPath), ChosenPlan.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
