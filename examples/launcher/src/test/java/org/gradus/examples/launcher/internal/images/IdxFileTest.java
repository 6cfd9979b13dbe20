package org.gradus.examples.launcher.internal.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxFileTest {
    private static final byte[] GOOD = IdxWriter.bytes(new int[] {2, 1, 3}, 0, 1, 127, 128, 254, 255);

    @TempDir
    private Path folder;

    @Test
    void readsThePlainFormat() {
        IdxFile file = IdxFile.read(IdxWriter.write(folder, "a.gz", GOOD));

        assertThat(file.dimensions()).isEqualTo(3);
        assertThat(file.shape()).isEqualTo("2 x 1 x 3");
        assertThat(file.size()).isEqualTo(6);
        assertThat(file.isUnsignedByte()).isTrue();
        assertThat(elements(file)).containsExactly(0, 1, 127, 128, 254, 255);
    }

    @Test
    void refusesMoreThanFitsIntoMemory() {
        int images = (int) (Math.min(Runtime.getRuntime().maxMemory(), 7L << 30) / 4 / 1024) + 1;
        byte[] header = IdxWriter.bytes(new int[] {images, 32, 32});

        assertThatThrownBy(() -> IdxFile.read("a", new ByteArrayInputStream(header)))
                .isInstanceOf(ImageDataException.class)
                .hasMessageContaining("a is too large")
                .hasMessageContaining(images + " x 32 x 32");
    }

    @Test
    void refusesADevice() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null here");

        assertThatThrownBy(() -> IdxFile.read(device)).hasMessage("/dev/null is a pipe or a device, not an IDX file");
    }

    @Test
    void knowsGzipByItsContentNotItsName() {
        IdxFile file = IdxFile.read(IdxWriter.write(folder, "a.txt", IdxWriter.gzip(GOOD)));

        assertThat(elements(file)).containsExactly(0, 1, 127, 128, 254, 255);
    }

    @Test
    void readsNumbersOfFourBytesWithTheirSign() {
        IdxFile file = read(IdxWriter.ints(new int[] {3}, -1, 70000, Integer.MIN_VALUE));

        assertThat(elements(file)).containsExactly(-1, 70000, Integer.MIN_VALUE);
        assertThat(file.isUnsignedByte()).isFalse();
    }

    @Test
    void readsAnArrayWithoutElements() {
        assertThat(read(IdxWriter.bytes(new int[] {0, 28, 28})).size()).isZero();
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of(new byte[0], "x is empty"),
                Arguments.of(
                        new byte[] {(byte) 0x89, 'P', 'N', 'G'},
                        "x is not an IDX file: it begins with the bytes 89 50 4e 47"),
                Arguments.of(new byte[] {0, 0}, "x is not an IDX file"),
                Arguments.of(
                        new byte[] {0, 0, 0x0D, 1, 0, 0, 0, 0},
                        "x holds 32-bit fractions; only whole numbers are read"),
                Arguments.of(new byte[] {0, 0, 8, 0}, "it says that it has 0 dimensions"),
                Arguments.of(new byte[] {0, 0, 8, 9}, "it says that it has 9 dimensions"),
                Arguments.of(new byte[] {0, 0, 8, (byte) 200}, "dimensions, but 1 to 4 are read"),
                Arguments.of(new byte[] {0, 0, 8, 2, 0, 0, 0, 1}, "x is truncated: it ends within its header"),
                Arguments.of(
                        new byte[] {0, 0, 8, 1, -1, -1, -1, -1},
                        "x is damaged: a dimension has the absurd length 4294967295"),
                Arguments.of(
                        IdxWriter.bytes(new int[] {1 << 30, 1 << 30, 1 << 30, 1 << 30}), "x is too large or damaged"),
                Arguments.of(
                        IdxWriter.bytes(new int[] {1 << 24}, 1, 2),
                        "x is truncated: its header says 16777216 elements, that is 16777216 bytes, but 2 follow"),
                Arguments.of(
                        Arrays.copyOf(GOOD, GOOD.length - 1),
                        "x is truncated: its header says 2 x 1 x 3 elements, that is 6 bytes, but 5 follow"),
                Arguments.of(
                        Arrays.copyOf(GOOD, GOOD.length + 1), "x is damaged: more bytes follow the 2 x 1 x 3 elements"),
                Arguments.of(Arrays.copyOf(IdxWriter.gzip(GOOD), 20), "x is truncated: the gzip data end too early"),
                Arguments.of(new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "x is damaged: "));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void saysWhatIsWrongWithADamagedFile(byte[] content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ImageDataException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("x ");
    }

    @Test
    void saysThatAFileIsMissingOrAFolder() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> IdxFile.read(missing)).hasMessageContaining("missing does not exist");
        assertThatThrownBy(() -> IdxFile.read(folder)).hasMessageContaining("is a folder, not an IDX file");
    }

    private static IdxFile read(byte[] content) {
        return IdxFile.read("x", new ByteArrayInputStream(content));
    }

    private static int[] elements(IdxFile file) {
        int[] elements = new int[file.size()];
        Arrays.setAll(elements, file::at);
        return elements;
    }
}
