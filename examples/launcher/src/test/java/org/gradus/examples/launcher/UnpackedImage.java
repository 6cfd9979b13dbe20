package org.gradus.examples.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A container image in an archive, as an OCI layout, and the tree of files that its layers make. It runs as a container does, but
 * for the network and the limits: as its user, as process 1, with what its configuration sets, on files that cannot be written.
 */
record UnpackedImage(Path layout, JsonNode manifest, JsonNode config, Path root) {
    /** Makes root a place of its own in which /tmp alone can be written, and becomes the program there. */
    private static final String ENTER = """
            set -e
            root=$1 user=$2 group=$3 folder=$4
            shift 4
            mount --bind "$root" "$root"
            mount -o remount,bind,ro "$root"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount -t tmpfs tmpfs "$root/tmp"
            exec unshare --user --map-user="$user" --map-group="$group" --root="$root" --wd="$folder" "$@"
            """;

    private static final List<String> NAMESPACES =
            List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child");

    static UnpackedImage of(Path archive, Path folder) throws IOException, InterruptedException {
        Path layout = Files.createDirectory(folder.resolve("layout"));
        Path root = Files.createDirectory(folder.resolve("root"));
        untar(archive, layout);
        JsonNode manifest = json(blob(
                layout,
                json(layout.resolve("index.json")).get("manifests").get(0).get("digest")));
        JsonNode config = json(blob(layout, manifest.get("config").get("digest")));
        for (JsonNode layer : manifest.get("layers")) {
            untar(blob(layout, layer.get("digest")), root);
        }
        return new UnpackedImage(layout, manifest, config, root);
    }

    private static void untar(Path archive, Path folder) throws IOException, InterruptedException {
        int code = new ProcessBuilder("tar", "-xf", archive.toString(), "-C", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // Unknown extended headers.
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("tar cannot unpack " + archive);
        }
    }

    static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    Path blob(JsonNode digest) {
        return blob(layout, digest);
    }

    private static Path blob(Path layout, JsonNode digest) {
        return layout.resolve("blobs").resolve(digest.asText().replace(':', '/'));
    }

    /** The digest of what can be read, as the image writes it. */
    static String digest(InputStream content) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream digested = new DigestInputStream(content, sha256)) {
            digested.transferTo(OutputStream.nullOutputStream());
        }
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    /** Whether this machine lets the user make namespaces, without which an image cannot be run here. */
    static boolean canRun() throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(NAMESPACES);
            command.addAll(List.of("unshare", "--user", "--map-user=10001", "--map-group=10001", "true"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the entry point with these arguments. Its one child is process 1 of the container. */
    Process run(List<String> arguments) throws IOException {
        JsonNode container = config.get("config");
        String[] user = container.get("User").asText().split(":", 2);
        List<String> command = new ArrayList<>(NAMESPACES);
        command.addAll(List.of("sh", "-c", ENTER, "enter", root.toString(), user[0], user[1]));
        command.add(container.get("WorkingDir").asText());
        container.get("Entrypoint").forEach(word -> command.add(word.asText()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        for (JsonNode variable : container.get("Env")) {
            String[] nameAndValue = variable.asText().split("=", 2);
            builder.environment().put(nameAndValue[0], nameAndValue[1]);
        }
        return builder.start();
    }
}
