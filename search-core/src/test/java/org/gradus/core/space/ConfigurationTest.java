package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final Configuration MIXED = Configuration.builder()
            .set("updater", "adam")
            .set("learningRate", 0.0032)
            .set("batch", 64)
            .set("momentum", 0.9)
            .build();

    @Test
    void valuesAreReadByTheirKind() {
        assertThat(MIXED.learningRate()).isEqualTo(new LearningRate(0.0032));
        assertThat(MIXED.findLearningRate()).contains(new LearningRate(0.0032));
        assertThat(MIXED.real("momentum")).isEqualTo(0.9);
        assertThat(MIXED.integer("batch")).isEqualTo(64);
        assertThat(MIXED.category("updater")).isEqualTo("adam");
        assertThat(MIXED.realOr("momentum", 0.5)).isEqualTo(0.9);
        assertThat(MIXED.realOr("beta", 0.5)).isEqualTo(0.5);
        assertThat(MIXED.integerOr("batch", 32)).isEqualTo(64);
        assertThat(MIXED.integerOr("layers", 2)).isEqualTo(2);
        assertThat(MIXED.categoryOr("updater", "sgd")).isEqualTo("adam");
        assertThat(MIXED.categoryOr("loss", "mse")).isEqualTo("mse");
    }

    @Test
    void valueOfAnotherKindOrNameIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> MIXED.integer("layers"))
                .withMessage("configuration (batch=64, learningRate=3.2e-3, momentum=0.9, updater=adam) has no 'layers'"
                        + "\nMaybe the search space lacks that parameter, or a condition switched it off.");
        assertThatIllegalStateException()
                .isThrownBy(() -> MIXED.real("batch"))
                .withMessage(
                        "'batch' is a whole number, 64, and was read by real\nMaybe read it by integer, or search it in"
                                + " another kind of range.");
        assertThatIllegalStateException()
                .isThrownBy(() -> MIXED.integer("updater"))
                .withMessageStartingWith(
                        "'updater' is a category, adam, and was read by integer\nMaybe read it by category");
        assertThatIllegalStateException()
                .isThrownBy(() -> MIXED.category("learningRate"))
                .withMessageStartingWith("'learningRate' is a real number, 3.2e-3, and was read by category");
        Configuration without = Configuration.builder().set("batch", 64).build();
        assertThat(without.findLearningRate()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(without::learningRate)
                .withMessageContaining("has no 'learningRate'");
    }

    @Test
    void reportsWhatIsReadFromItAndIsEqualToOneThatDoesNot() {
        List<String> read = new ArrayList<>();
        Configuration reporting = MIXED.reportingReads(read::add);
        assertThat(reporting).isEqualTo(MIXED).hasSameHashCodeAs(MIXED).hasToString(MIXED.toString());
        assertThat(read).isEmpty();
        assertThat(reporting.integer("batch")).isEqualTo(64);
        assertThat(reporting.categoryOr("loss", "mse")).isEqualTo("mse");
        assertThat(reporting.learningRate().value()).isEqualTo(0.0032);
        assertThat(read).containsExactly("batch", "learningRate");
        assertThat(reporting.values()).hasSize(4);
        assertThat(read.subList(2, 6)).containsExactly("batch", "learningRate", "momentum", "updater");
    }

    @Test
    void valuesAreInTheOrderOfTheirNamesWhateverTheOrderOfSetting() {
        Configuration other = Configuration.builder()
                .set("momentum", 0.9)
                .set("batch", 64)
                .set("learningRate", 0.0032)
                .set("updater", "adam")
                .build();
        assertThat(other).isEqualTo(MIXED).hasSameHashCodeAs(MIXED).hasToString(MIXED.toString());
        assertThat(MIXED.values().keySet()).containsExactly("batch", "learningRate", "momentum", "updater");
    }

    @Test
    void equalsComparesValuesAndTheirKinds() {
        assertThat(Configuration.builder().set("a", 1).build())
                .isNotEqualTo(Configuration.builder().set("a", 1.0).build())
                .isNotEqualTo(Map.of("a", 1L));
    }

    @Test
    void configurationDoesNotChangeWithItsBuilder() {
        Configuration.Builder builder = MIXED.toBuilder();
        Configuration before = builder.build();
        builder.set("batch", 128);
        assertThat(before).isEqualTo(MIXED);
        assertThat(builder.build().integer("batch")).isEqualTo(128);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> MIXED.values().put("batch", 1L));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void realValuesAreFinite(double value) {
        Configuration.Builder builder = Configuration.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set("momentum", value))
                .withMessage("'momentum' must be finite, but was " + value);
    }
}
