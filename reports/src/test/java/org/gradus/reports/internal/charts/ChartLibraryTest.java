package org.gradus.reports.internal.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed bundle is the one that {@code build.sh} made, and may stand in a page. */
class ChartLibraryTest {
    private static final Path SOURCES = Path.of("src", "main", "charts");

    @Test
    void hasTheRecordedChecksum() throws Exception {
        String recorded = Resources.toString(
                Resources.getResource(ChartLibrary.class, ChartLibrary.RESOURCE + ".sha256"), StandardCharsets.UTF_8);
        String checksum = Hashing.sha256()
                .hashString(ChartLibrary.source(), StandardCharsets.UTF_8)
                .toString();
        assertThat(recorded).isEqualTo(checksum + "  " + ChartLibrary.RESOURCE + "\n");
    }

    @Test
    void carriesItsLicences() {
        assertThat(ChartLibrary.source().substring(0, 20_000))
                .contains("Apache License", "Version 2.0", "The Apache Software Foundation")
                .contains("Copyright (c) 2017, Baidu Inc.", "Redistributions in binary form")
                .contains("Mike Bostock", "Microsoft Corporation");
    }

    @Test
    void endsNoScriptElementAndIsPlainAscii() {
        assertThat(ChartLibrary.source()).doesNotContainIgnoringCase("</script").doesNotContain("<!--");
        assertThat(ChartLibrary.source().chars()).allMatch(c -> c < 128 && c != '\r');
    }

    @Test
    void compilesNoTextToCode() {
        // A content security policy without unsafe-eval would stop it.
        assertThat(ChartLibrary.source()).doesNotContain("new Function", "eval(");
    }

    @Test
    void lockFileNamesNoDownloadAddress() throws Exception {
        String lock = Files.readString(SOURCES.resolve("package-lock.json"));
        assertThat(lock).contains("\"node_modules/echarts\"", "sha512-").doesNotContain("resolved", "http:");
        assertThat(lock.replace("https://opencollective.com", "").replace("https://github.com", ""))
                .doesNotContain("https:");
    }
}
