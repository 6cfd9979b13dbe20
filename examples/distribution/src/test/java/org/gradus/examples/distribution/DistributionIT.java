package org.gradus.examples.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody has who unpacks the zip on a machine with a JRE. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
    private static final String VERSION = "gradus " + System.getProperty("gradus.version");

    /** Has a blank in its name, so that every script here is called by such a path. */
    @TempDir(factory = BlankFolder.class)
    private static Path folder;

    private static UnpackedZip zip;

    @BeforeAll
    static void unpack() throws IOException {
        zip = UnpackedZip.into(Files.createDirectory(folder.resolve("unpacked")));
    }

    @Test
    void theBillOfMaterialsListsTheJarsOfTheZip() throws Exception {
        JsonNode bill = new ObjectMapper()
                .readTree(zip.home().resolve("gradus.cdx.json").toFile());
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode component : bill.get("components")) {
            for (JsonNode hash : component.get("hashes")) {
                if (hash.get("alg").asText().equals("SHA-256")) {
                    listed.put(
                            hash.get("content").asText(), component.get("purl").asText());
                }
            }
        }
        Map<String, String> held = new TreeMap<>();
        held.put(sha256(zip.launcher()), "gradus.jar");
        for (Path jar : zip.libraries()) {
            held.put(sha256(jar), jar.getFileName().toString());
        }

        assertThat(listed.keySet())
                .as("listed: %s, held: %s", listed, held)
                .containsExactlyInAnyOrderElementsOf(held.keySet());
        assertThat(bill.get("components")).hasSameSizeAs(held.keySet());
    }

    @Test
    void theLauncherFindsEveryLibrary() throws IOException {
        try (JarFile launcher = new JarFile(zip.launcher().toFile())) {
            String classPath = launcher.getManifest().getMainAttributes().getValue("Class-Path");
            assertThat(classPath.split(" "))
                    .containsExactlyInAnyOrderElementsOf(zip.libraries().stream()
                            .map(jar -> "lib/" + jar.getFileName())
                            .toList());
        }
    }

    @Test
    void licenceAndNoticesAreIncluded() {
        assertThat(zip.home().resolve("LICENSE")).isNotEmptyFile();
        assertThat(zip.home().resolve("NOTICE")).isNotEmptyFile();
    }

    @Test
    void theScriptForWindowsHasItsLineEndings() throws IOException {
        String script = Files.readString(zip.home().resolve("bin/gradus.bat"));

        assertThat(script.lines().count()).isGreaterThan(10);
        assertThat(script.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    void theScriptRunsFromAnotherFolder() throws Exception {
        Called called = Called.in(Files.createTempDirectory(folder, "other"), Map.of(), script(), "--version");

        assertThat(called).isEqualTo(new Called(0, VERSION + "\n"));
    }

    @Test
    void theScriptRunsThroughLinksToItself() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute link"), zip.script());
        Path relative = Files.createSymbolicLink(folder.resolve("relative link"), absolute.getFileName());

        assertThat(Called.in(folder, Map.of(), relative.toString(), "--version"))
                .isEqualTo(new Called(0, VERSION + "\n"));
        assertThat(Called.in(folder, Map.of(), "./relative link", "--version"))
                .isEqualTo(new Called(0, VERSION + "\n"));
    }

    @Test
    void theSearchPathOfCdDoesNotMisleadTheScript() throws Exception {
        Path other = Files.createTempDirectory(folder, "search path");
        Files.createDirectory(other.resolve("bin"));

        assertThat(Called.in(zip.home(), Map.of("CDPATH", other + ":."), "bin/gradus", "--version"))
                .isEqualTo(new Called(0, VERSION + "\n"));
    }

    @Test
    void argumentsAndExitCodesPassThroughTheScript() throws Exception {
        Called called = Called.in(folder, Map.of(), script(), "search", "--strategy", "two words");

        assertThat(called.code()).isEqualTo(2);
        assertThat(called.output()).contains("there is no strategy 'two words'");
    }

    @Test
    void withoutJavaHomeTheJavaOfThePathIsUsed() throws Exception {
        String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");

        assertThat(Called.in(folder, Map.of("JAVA_HOME", "", "PATH", path), script(), "--version"))
                .isEqualTo(new Called(0, VERSION + "\n"));
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        assertThat(Called.in(folder, Map.of("JAVA_HOME", "/no such folder"), script(), "--version"))
                .isEqualTo(new Called(1, """
                                gradus: JAVA_HOME is /no such folder, which has no program bin/java
                                Maybe set it to the folder of a JRE or JDK, version 17 or later, or unset it to use the java of the PATH.
                                """));
    }

    @Test
    void aMachineWithoutJavaIsToldSo() throws Exception {
        Path programs = Files.createTempDirectory(folder, "programs");
        for (String program : List.of("dirname", "readlink", "sed", "sh")) {
            Files.createSymbolicLink(programs.resolve(program), Path.of("/bin", program));
        }

        assertThat(Called.in(
                        folder, Map.of("JAVA_HOME", "", "PATH", programs.toString()), "/bin/sh", script(), "--version"))
                .isEqualTo(new Called(1, """
                                gradus: there is no java on the PATH, and JAVA_HOME is not set
                                Maybe install a JRE or JDK, version 17 or later, or set JAVA_HOME to the folder of one.
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "11.0.21", "16"})
    void anOlderJavaIsRefused(String version) throws Exception {
        Path old = Files.createTempDirectory(folder, "old jdk");
        Path java = Files.createDirectory(old.resolve("bin")).resolve("java");
        Files.copy(zip.script(), java, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");

        assertThat(Called.in(folder, Map.of("JAVA_HOME", old.toString()), script(), "--version"))
                .isEqualTo(new Called(1, """
                                gradus: %s is Java %s, which is older than 17
                                Maybe set JAVA_HOME to the folder of a JRE or JDK, version 17 or later.
                                """.formatted(java, version)));
    }

    @Test
    void aJreAloneSearches() throws Exception {
        Path jre = folder.resolve("jre");
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int linked = jlink.run(
                System.out, System.err, "--add-modules", "java.se,jdk.unsupported", "--output", jre.toString());
        assertThat(linked).isZero();
        Path report = folder.resolve("report.html");

        Called called = Called.in(
                folder,
                Map.of("JAVA_HOME", jre.toString()),
                command("search --strategy grid --policy full --trials 2 --epochs 1 --replicates 0 --report", report));

        assertThat(called.output()).doesNotContain("Exception").contains(report.toString());
        assertThat(called.code()).isZero();
        assertThat(report).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gradus sea                   | search",
                "gradus search --strat        | --strategy",
                "gradus search --strategy cma | cma-es",
                "gradus search --policy hyper | hyperband",
                "gradus search --optimizer ne | nesterovs",
                "gradus compare --strategies t| tpe",
                "gradus benchmark rank        | ranking"
            })
    void bashCompletes(String line, String completed) throws Exception {
        String words = String.join("\n", line.split(" "));
        Called called =
                Called.in(folder, Map.of("SCRIPT", zip.completion().toString(), "WORDS", words), "bash", "-c", """
                # A shell that completes offers compopt; here it says that it is not one.
                . "$SCRIPT"
                mapfile -t COMP_WORDS <<< "$WORDS"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE="${COMP_WORDS[*]}"
                COMP_POINT=${#COMP_LINE}
                _complete_gradus gradus "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2> /dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
                """);

        assertThat(called.output().lines().map(String::strip)).containsExactly(completed);
    }

    private static String script() {
        return zip.script().toString();
    }

    private static String[] command(String arguments, Path last) {
        List<String> words = new ArrayList<>(List.of(script()));
        words.addAll(List.of(arguments.split(" ")));
        words.add(last.toString());
        return words.toArray(String[]::new);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
