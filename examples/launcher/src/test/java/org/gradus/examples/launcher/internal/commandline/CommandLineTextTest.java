package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTextTest {
    @Test
    void wordsAreQuotedAsShellsReadThem() {
        assertThat(CommandLineText.of(
                        "java -jar gradus.jar", "search", "--store", "a b.study", "--study", "it's", "$x", ""))
                .isEqualTo("java -jar gradus.jar search --store 'a b.study' --study 'it'\\''s' '$x' ''");
    }

    @Test
    void secretsAreNotInIt() {
        assertThat(CommandLineText.of(
                        "gradus",
                        "search",
                        "--store=jdbc:postgresql://h/db?user=ada&password=s3 cret'x",
                        "--token",
                        "s3cret"))
                .isEqualTo("gradus search '--store=jdbc:postgresql://h/db?user=ada&password=***' --token ***");
    }
}
