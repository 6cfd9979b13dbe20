package org.gradus.reports.internal.exports.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradus.reports.internal.exports.tensorboard.proto.Event;
import org.gradus.reports.internal.exports.tensorboard.proto.SourceMetadata;

/** The event file of a run, to which events are only ever added. A record that a killed process left incomplete is cut off. */
final class EventFile {
    /** TensorBoard takes a file for an event file if its name contains {@code tfevents}. */
    static final String NAME = "events.out.tfevents.gradus";

    private static final String VERSION = "brain.Event:2";

    private EventFile() {}

    /** The events of the run in a folder; none where there is no such file. */
    static List<Event> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.exists(file) ? parse(ByteBuffer.wrap(Files.readAllBytes(file))) : List.of();
    }

    /**
     * Adds events to the run in a folder, which is created where it is missing. Another process that adds to the file is waited
     * for.
     *
     * @param seconds the time of the first record, where the file is new
     * @param news says what to add to the events that are there
     */
    static void add(Path folder, double seconds, Function<List<Event>, List<Event>> news) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel file = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock unused = file.lock(); // Given back when the file is closed.
            ByteBuffer there = ByteBuffer.allocate(Math.toIntExact(file.size()));
            while (there.hasRemaining() && file.read(there) >= 0) {
                // Reads on.
            }
            there.flip();
            List<Event> events = parse(there);
            List<Event> added = new ArrayList<>();
            if (events.isEmpty()) {
                added.add(version(seconds));
            }
            added.addAll(news.apply(events));
            append(file, there.position(), added);
        }
    }

    private static void append(FileChannel file, long end, List<Event> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.forEach(event -> Records.write(bytes, event.toByteArray()));
        if (file.size() > end) {
            file.truncate(end);
        }
        ByteBuffer out = ByteBuffer.wrap(bytes.toByteArray());
        file.position(end);
        while (out.hasRemaining()) {
            file.write(out);
        }
    }

    private static List<Event> parse(ByteBuffer bytes) throws IOException {
        List<Event> events = new ArrayList<>();
        byte[] data = Records.read(bytes);
        while (data != null) {
            events.add(Event.parseFrom(data));
            data = Records.read(bytes);
        }
        return events;
    }

    private static Event version(double seconds) {
        return Event.newBuilder()
                .setWallTime(seconds)
                .setFileVersion(VERSION)
                .setSourceMetadata(SourceMetadata.newBuilder().setWriter("gradus"))
                .build();
    }
}
