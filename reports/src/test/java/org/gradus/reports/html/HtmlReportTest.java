package org.gradus.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void demo() throws Exception {
        Path directory = Files.createDirectories(Path.of("target/demos"));
        for (Map.Entry<String, StudyResult> demo : Demos.all().entrySet()) {
            HtmlReport.write(demo.getValue(), directory.resolve(demo.getKey() + ".html"));
        }
        assertThat(directory).isDirectoryContaining("glob:**usual.html");
    }
}
