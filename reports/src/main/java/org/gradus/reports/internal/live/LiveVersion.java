package org.gradus.reports.internal.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.gradus.reports.internal.html.LivePageText;

/**
 * One version of the page, as browsers get it.
 *
 * @param number counts the changes of the study
 * @param page the page
 * @param content its content, compressed by gzip
 */
record LiveVersion(long number, LivePageText page, byte[] content) {
    static LiveVersion of(long number, LivePageText page) {
        return new LiveVersion(number, page, compressed(page.content()));
    }

    static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not in memory.
        }
        return bytes.toByteArray();
    }
}
