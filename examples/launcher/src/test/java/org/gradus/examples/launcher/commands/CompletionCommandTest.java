package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {
    private final Launched completion = Launched.of("completion");

    @Test
    void theScriptIsForTheProgramOfTheZip() {
        assertThat(completion.code()).isZero();
        assertThat(completion.err()).isEmpty();
        assertThat(completion.out()).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_gradus");
    }

    @Test
    void strategiesAndPoliciesOfTheClassPathAreCompletedApart() {
        assertThat(completion.out())
                .contains("local STRATEGY_option_args=" + array(Extensions.strategies(List.of())))
                .contains("local POLICY_option_args=" + array(Extensions.policies(List.of())));
    }

    /** A list as bash writes it. */
    private static String array(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" ", "(", ")"));
    }
}
