package org.gradus.strategies.internal.quasirandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrambledSobolTest {
    @ParameterizedTest
    @CsvSource({"1,0", "1,8", "2,5", "7,7", "40,6", "1000,4"})
    void hitsEachDyadicIntervalOnceInEachDimension(int dimensions, int k) {
        int count = 1 << k;
        for (long seed = 0; seed < 5; seed++) {
            double[][] points = new ScrambledSobol(dimensions, seed).next(count);
            for (int d = 0; d < dimensions; d++) {
                boolean[] hit = new boolean[count];
                for (double[] point : points) {
                    hit[(int) (point[d] * count)] = true;
                }
                assertThat(hit).doesNotContain(false);
            }
        }
    }

    @Test
    void fillsTheElementaryIntervalsOfTwoDimensions() {
        // The first two dimensions of Sobol's sequence are a (0,m,2)-net in base 2: each of the 2^m boxes
        // 2^-a by 2^-(m-a) holds exactly one of the first 2^m points, for every a (Sobol 1967; Owen 1995 keeps it).
        double[][] points = new ScrambledSobol(2, 99).next(64);
        for (int a = 0; a <= 6; a++) {
            int columns = 1 << a;
            int rows = 64 / columns;
            boolean[] hit = new boolean[64];
            for (double[] point : points) {
                hit[(int) (point[0] * columns) * rows + (int) (point[1] * rows)] = true;
            }
            assertThat(hit).doesNotContain(false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void staysInTheUnitCubeAndIsReproducible(int dimensions) {
        double[][] points = new ScrambledSobol(dimensions, 7).next(100);
        double[][] again = new ScrambledSobol(dimensions, 7).next(100);
        for (int i = 0; i < points.length; i++) {
            assertThat(points[i]).isEqualTo(again[i]);
            for (double coordinate : points[i]) {
                assertThat(coordinate).isBetween(0.0, Math.nextDown(1.0));
            }
        }
    }

    @Test
    void theSeedMovesEveryPointAndDimensionsAreScrambledApart() {
        double[][] one = new ScrambledSobol(2, 1).next(8);
        double[][] other = new ScrambledSobol(2, 2).next(8);
        for (int i = 0; i < one.length; i++) {
            assertThat(one[i][0]).isNotEqualTo(other[i][0]);
            assertThat(one[i][0]).isNotEqualTo(one[i][1]);
        }
    }

    @Test
    void theFirstPointIsUniformOverSeeds() {
        // Mean of 4000 uniform numbers: 0.5 with a standard error of 0.0046; variance 1/12 with one of 0.0012.
        // Four standard errors: a correct generator fails once in 8000 choices of seeds, and the seeds are fixed.
        int count = 4000;
        double sum = 0;
        double squares = 0;
        for (long seed = 0; seed < count; seed++) {
            double first = new ScrambledSobol(1, seed).next()[0];
            sum += first;
            squares += first * first;
        }
        double mean = sum / count;
        assertThat(mean).isCloseTo(0.5, within(0.0183));
        assertThat(squares / count - mean * mean).isCloseTo(1 / 12.0, within(0.0047));
    }

    @Test
    void skippingLandsWhereCountingDoes() {
        double[][] points = new ScrambledSobol(3, 5).next(20);
        assertThat(new ScrambledSobol(3, 5).skipTo(13).next()).isEqualTo(points[13]);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> new ScrambledSobol(0, 1)).hasMessageContaining("1 to 1000 dimensions, but 0");
        assertThatThrownBy(() -> new ScrambledSobol(1001, 1)).hasMessageContaining("but 1001");
        ScrambledSobol sobol = new ScrambledSobol(1, 1).skipTo(3);
        assertThatThrownBy(() -> sobol.skipTo(2)).hasMessageContaining("behind");
    }
}
