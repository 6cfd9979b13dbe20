package org.gradus.reports.internal.exports.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gradus.core.study.SearchException;
import org.gradus.reports.TensorBoard;
import org.gradus.reports.internal.exports.tensorboard.proto.Event;
import org.gradus.reports.internal.exports.tensorboard.proto.HParamsPluginData;
import org.gradus.reports.internal.exports.tensorboard.proto.Status;
import org.gradus.reports.internal.exports.tensorboard.proto.Summary;
import org.gradus.reports.testing.DemoStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardExportTest {
    @TempDir
    Path folder;

    private static DemoStudy begun() {
        return DemoStudy.ofRates("demo", 1e-5, 1, 8, 4)
                .sweep(1e-5, 1, 60, 3)
                .search(1e-3)
                .search(9.0)
                .failed(1e-4, "out of memory");
    }

    private static DemoStudy complete() {
        return begun().search(3e-3).baseline(1e-2).replicates(2, 2).closed("all trials are done");
    }

    @Test
    void eachTrialIsARunAndTheSeedsOfACandidateAGroup() throws IOException {
        TensorBoard.write(complete().result(), folder);

        assertThat(runs())
                .containsExactly(
                        "trial-0001-sweep",
                        "trial-0002",
                        "trial-0003",
                        "trial-0004",
                        "trial-0005",
                        "trial-0006-baseline",
                        "trial-0007-replicate-of-2",
                        "trial-0008-replicate-of-2");
        HParamsPluginData start = data("trial-0007-replicate-of-2", "_hparams_/session_start_info");
        assertThat(start.getSessionStartInfo().getGroupName()).isEqualTo("trial-0002");
        assertThat(start.getSessionStartInfo().getHparamsOrThrow("learningRate").getNumberValue())
                .isEqualTo(1e-3);
        assertThat(status("trial-0002")).isEqualTo(Status.STATUS_SUCCESS);
        assertThat(status("trial-0003")).as("diverged").isEqualTo(Status.STATUS_FAILURE);
        assertThat(status("trial-0004")).as("failed").isEqualTo(Status.STATUS_FAILURE);
    }

    @Test
    void curvesAreThoseOfTheStudyByEpoch() throws IOException {
        var result = complete().result();
        TensorBoard.write(result, folder);

        var trial = result.view().trials().get(1);
        Map<Long, Float> accuracies = new TreeMap<>();
        trial.curve()
                .evaluated()
                .forEach(point -> point.validation()
                        .ifPresent(e -> accuracies.put(point.step() / trial.stepsPerEpoch(), (float)
                                e.accuracy().orElseThrow())));
        assertThat(accuracies).hasSizeGreaterThan(3);
        assertThat(scalars("trial-0002", "validation/accuracy")).isEqualTo(accuracies);
        assertThat(scalars("trial-0001-sweep", "sweep/loss"))
                .hasSize(result.view().trials().get(0).curve().size());
    }

    @Test
    void aSecondExportAddsNothing() throws IOException {
        TensorBoard.write(complete().result(), folder);
        Map<String, String> before = digests();
        TensorBoard.write(complete().result(), folder);

        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void aLaterExportAddsWhatIsNew() throws IOException {
        TensorBoard.write(begun().running(3e-3, 2).interrupted(), folder);
        assertThat(events("trial-0005")).noneMatch(HParams::isEnd);
        TensorBoard.write(complete().result(), folder);
        Map<String, Map<Long, Float>> continued = curves();
        Path fresh = folder.resolveSibling(folder.getFileName() + "-fresh");
        TensorBoard.write(complete().result(), fresh);
        folder = fresh;

        assertThat(continued).isEqualTo(curves());
    }

    @Test
    void aRecordThatAKilledProcessLeftIsCutOff() throws IOException {
        TensorBoard.write(complete().result(), folder);
        Map<String, String> before = digests();
        Path file = folder.resolve("trial-0002").resolve(EventFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        TensorBoard.write(complete().result(), folder);

        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void anotherStudyAndOtherFilesAreRefused() throws IOException {
        Path used = Files.createDirectory(folder.resolve("used"));
        TensorBoard.write(complete().result(), used);
        var other = DemoStudy.ofRates("other", 1e-5, 1, 8, 4).search(1e-3).result();
        assertThatThrownBy(() -> TensorBoard.write(other, used))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("has another study, 'demo'");

        assertThatThrownBy(() -> TensorBoard.write(other, folder))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("is not empty, and has no study of Gradus: there is 'used'");

        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> TensorBoard.write(other, file))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("file");
    }

    /** CRC-32C of "123456789" is 0xe3069283 (RFC 3720, B.4 by the catalogue of CRCs); the mask is that of the TFRecord page. */
    @Test
    void recordsHaveTheMaskedCheckSumsOfTfRecord() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Records.write(out, "123456789".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer record = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);

        int sum = 0xe3069283;
        assertThat(record.getLong(0)).isEqualTo(9);
        assertThat(record.getInt(8 + 4 + 9)).isEqualTo(((sum >>> 15) | (sum << 17)) + 0xa282ead8);
        assertThat(Records.read(ByteBuffer.wrap(out.toByteArray()))).asString().isEqualTo("123456789");
        byte[] damaged = out.toByteArray();
        damaged[14] ^= 1;
        assertThat(Records.read(ByteBuffer.wrap(damaged))).isNull();
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private List<Event> events(String run) throws IOException {
        return EventFile.read(folder.resolve(run));
    }

    private HParamsPluginData data(String run, String tag) throws IOException {
        Summary.Value value = events(run).stream()
                .flatMap(event -> event.getSummary().getValueList().stream())
                .filter(v -> v.getTag().equals(tag))
                .findFirst()
                .orElseThrow();
        return HParamsPluginData.parseFrom(value.getMetadata().getPluginData().getContent());
    }

    private Status status(String run) throws IOException {
        return data(run, "_hparams_/session_end_info").getSessionEndInfo().getStatus();
    }

    private Map<Long, Float> scalars(String run, String tag) throws IOException {
        Map<Long, Float> scalars = new TreeMap<>();
        for (Event event : events(run)) {
            for (Summary.Value value : event.getSummary().getValueList()) {
                if (value.getTag().equals(tag)) {
                    assertThat(scalars.put(event.getStep(), value.getSimpleValue()))
                            .isNull();
                }
            }
        }
        return scalars;
    }

    private Map<String, Map<Long, Float>> curves() throws IOException {
        Map<String, Map<Long, Float>> curves = new TreeMap<>();
        for (String run : runs()) {
            for (String tag : List.of("train/loss", "validation/loss", "validation/accuracy", "sweep/loss")) {
                curves.put(run + " " + tag, scalars(run, tag));
            }
        }
        return curves;
    }

    private Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> digests.put(file.toString(), digest(file)));
        }
        return digests;
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
