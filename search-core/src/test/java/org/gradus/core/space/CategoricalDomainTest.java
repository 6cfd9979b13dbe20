package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalDomainTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 49, 1000})
    void mappingAndBackIsExactForAnyNumberOfValues(int size) {
        List<String> values = IntStream.range(0, size).mapToObj(i -> "v" + i).toList();
        CategoricalDomain domain = new CategoricalDomain(values);
        for (int i = 0; i < size; i++) {
            assertThat(domain.toUnit("v" + i)).isEqualTo((i + 0.5) / size);
            assertThat(domain.fromUnit((i + 0.5) / size)).isEqualTo("v" + i);
        }
        assertThat(domain.fromUnit(0)).isEqualTo("v0");
        assertThat(domain.fromUnit(1)).isEqualTo("v" + (size - 1));
    }

    @Test
    void valuesAreSharedOutEqually() {
        CategoricalDomain domain = new CategoricalDomain(List.of("sgd", "adam"));
        assertThat(domain.fromUnit(Math.nextDown(0.5))).isEqualTo("sgd");
        assertThat(domain.fromUnit(0.5)).isEqualTo("adam");
        assertThat(domain.describe()).isEqualTo("one of sgd, adam");
    }

    @Test
    void choiceAmongNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalDomain(List.of()))
                .withMessage("a choice needs at least one value, but has none");
    }

    @Test
    void sameValueTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalDomain(List.of("sgd", "adam", "sgd")))
                .withMessage("the values of a choice must differ, but were [sgd, adam, sgd]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blankValueIsRefused(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalDomain(List.of("sgd", blank)))
                .withMessageStartingWith("the values of a choice must not be blank");
    }

    @Test
    void otherValuesAreRefused() {
        CategoricalDomain domain = new CategoricalDomain(List.of("sgd", "adam"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.toUnit("Adam"))
                .withMessage("Adam is not one of [sgd, adam]");
        assertThat(domain.contains(1L)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.fromUnit(Double.NaN))
                .withMessageContaining("[0, 1]");
    }
}
