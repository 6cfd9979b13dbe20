package org.gradus.trainers.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts what a program writes into lines. For one thread. */
final class LineReader {
    /** The longest line, in bytes; a longer one is not read to its end. */
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final LineQueue lines;
    private final byte[] chunk = new byte[1 << 16];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    LineReader(InputStream in, LineQueue lines) {
        this.in = in;
        this.lines = lines;
    }

    /** Reads until the end of the stream, or of what may be read. */
    void run() {
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (!split(read)) {
                    lines.end("wrote a line of more than " + LONGEST + " bytes, which begins with "
                            + Message.quoted(begun.toByteArray()));
                    return;
                }
            }
            lines.end(begun.size() == 0 ? "" : "wrote half a line: " + Message.quoted(begun.toByteArray()));
        } catch (IOException e) {
            lines.end(""); // Its process was ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lines.end("");
        }
    }

    private boolean split(int read) throws InterruptedException {
        int start = 0;
        for (int i = 0; i < read; i++) {
            if (chunk[i] == '\n') {
                begun.write(chunk, start, i - start);
                if (begun.size() > LONGEST) {
                    return false;
                }
                lines.add(begun.toByteArray());
                begun.reset();
                start = i + 1;
            }
        }
        begun.write(chunk, start, read - start);
        return begun.size() <= LONGEST;
    }
}
