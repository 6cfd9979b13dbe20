package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.gradus.core.study.SearchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextInputTest {
    @Test
    void aTextComesThrough() throws IOException {
        byte[] text = ("a\n" + "b".repeat(TextInput.LONGEST_LINE) + "\nc").getBytes(StandardCharsets.US_ASCII);
        assertThat(new TextInput("x", new ByteArrayInputStream(text)).readAllBytes())
                .isEqualTo(text);
    }

    @Test
    void aLineThatIsTooLongIsRefused() {
        InputStream text = new ByteArrayInputStream(new byte[TextInput.LONGEST_LINE + 1]);
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> new TextInput("x", text).readAllBytes())
                .withMessage("x cannot be read: it has a line of more than 100000 bytes");
    }

    /** A stream without an end, as a small packed file may hold. */
    @Test
    void aTextThatIsTooLongIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) '\n');
                return length;
            }
        };
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> new TextInput("x", endless).transferTo(OutputStream.nullOutputStream()))
                .withMessage("x cannot be read: it has more than 256000000 bytes");
    }

    @Test
    void aPackedTableIsLimitedAfterItIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[10 * TextInput.LONGEST_LINE]);
        }
        assertThat(packed.size()).isLessThan(TextInput.LONGEST_LINE);
        InputStream stream = new ByteArrayInputStream(packed.toByteArray());
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> CurveTable.read("bomb.csv.gz", stream))
                .withMessage("bomb.csv.gz cannot be read: it has a line of more than 100000 bytes");
    }

    @Test
    void onlyOrdinaryFilesAreOpened(@TempDir Path folder) {
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> TextInput.open(folder))
                .withMessage(folder + " cannot be read: it is a folder, not a file");
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device), "there is no /dev/zero here");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> CurveTable.read(device))
                .withMessage("/dev/zero cannot be read: it is a pipe or a device, not a file");
    }
}
