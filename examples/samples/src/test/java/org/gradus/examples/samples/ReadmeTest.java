package org.gradus.examples.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows code that compiles, and its two commands stand where readers and scripts look for them. */
class ReadmeTest {
    private static final Path README = Path.of("..", "..", "README.md");
    private static final Path SAMPLES = Path.of("src/main/java/org/gradus/examples/samples");

    /** All code in Java that the README has is part of a sample, in this order. */
    @Test
    void theLibraryExamplesAreThoseThatAreCompiled() throws IOException {
        assertThat(code("```java\n"))
                .extracting(ReadmeTest::plain)
                .containsExactly(plain(marked("FirstSearch")), plain(marked("AskAndTell")));
    }

    private static String marked(String sample) throws IOException {
        String[] parts = Files.readString(SAMPLES.resolve(sample + ".java")).split("// README\n", -1);
        assertThat(parts).hasSize(3);
        return parts[1];
    }

    private static List<String> code(String fence) throws IOException {
        return Pattern.compile(Pattern.quote(fence) + "(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void eachCommandIsOneLine() throws IOException {
        assertThat(codeAfter("## Run it", "```\n").strip().lines()).hasSize(1);
        assertThat(codeAfter("## Test it", "```\n").strip().lines()).hasSize(1);
    }

    private static String codeAfter(String heading, String fence) throws IOException {
        Pattern block = Pattern.compile(Pattern.quote(heading + "\n\n" + fence) + "(.*?)```", Pattern.DOTALL);
        return block.matcher(Files.readString(README))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(heading + " does not begin with a block of code"));
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
