package org.gradus.reports.internal.exports.optuna;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.study.SearchException;
import org.jspecify.annotations.Nullable;

/** A journal in a file, which Optuna and its dashboard may write to at the same time. Not thread-safe. */
final class JournalFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path path;
    private JournalState state = new JournalState();
    private long read;

    JournalFile(Path path) {
        this.path = path;
    }

    /**
     * Adds lines.
     *
     * @param news says which, by what the journal has
     */
    @SuppressWarnings("try") // The lock is held, and not used otherwise.
    void add(Function<JournalState, List<ObjectNode>> news) throws IOException, InterruptedException {
        try (JournalLock lock = JournalLock.of(path);
                FileChannel file = FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            catchUp(file);
            StringBuilder text = new StringBuilder();
            for (ObjectNode line : news.apply(state)) {
                text.append(JSON.writeValueAsString(line)).append('\n');
            }
            ByteBuffer out = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            file.truncate(read).position(read);
            while (out.hasRemaining()) {
                file.write(out);
            }
            catchUp(file);
        }
    }

    /** Reads what was added since, by anybody. A last line without an end was left by a killed process, and counts for nothing. */
    private void catchUp(FileChannel file) throws IOException {
        if (file.size() < read) {
            state = new JournalState(); // Another file.
            read = 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size() - read));
        while (bytes.hasRemaining() && file.read(bytes, read + bytes.position()) >= 0) {
            // Reads on.
        }
        int begin = 0;
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                apply(new String(bytes.array(), begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        if (read == 0 && begin == 0 && bytes.position() > 0) {
            throw notAJournal(null);
        }
        read += begin;
    }

    private void apply(String line) {
        try {
            JsonNode operation = JSON.readTree(line);
            if (!operation.path("op_code").isInt()) {
                throw notAJournal(null);
            }
            state.apply(operation);
        } catch (JsonProcessingException e) {
            throw notAJournal(e);
        }
    }

    private SearchException notAJournal(@Nullable Exception cause) {
        String message = "'" + path + "' is no journal of Optuna\nMaybe name a new file.";
        return cause == null ? new SearchException(message) : new SearchException(message, cause);
    }

    /** Refuses a place for a journal that is none. */
    void check() {
        if (Files.isDirectory(path)) {
            throw new SearchException("the journal '" + path + "' is a folder\nMaybe name a file in it, such as "
                    + path.resolve("journal.log") + ".");
        }
    }
}
