package org.gradus.reports.internal.live;

import com.google.common.base.Strings;
import com.google.common.primitives.Longs;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests for three things below a secret: the page, its content, and the events that say when it has changed. Any
 * other path is not found, whatever it is; requests that a page of another origin makes, or by another name of this machine,
 * are refused before.
 */
final class LiveHandler extends Handler.Abstract {
    private static final HttpField HTML = new HttpField(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
    private static final HttpField EVENTS = new HttpField(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");

    private final byte[] secretPath;
    private final Set<String> hosts;
    private final LiveStudy study;
    private final EventStreams streams;

    /**
     * @param secret what the path of every request begins with
     * @param hosts the names and ports that this server is asked by
     */
    LiveHandler(String secret, Set<String> hosts, LiveStudy study, EventStreams streams) {
        this.secretPath = ("/" + secret + "/").getBytes(StandardCharsets.US_ASCII);
        this.hosts = Set.copyOf(hosts);
        this.study = study;
        this.streams = streams;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        protect(response.getHeaders());
        if (!isFromHere(request.getHeaders())) {
            refuse(response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        String path = request.getHttpURI().getPath();
        int end = path.lastIndexOf('/') + 1;
        if (!MessageDigest.isEqual(secretPath, path.substring(0, end).getBytes(StandardCharsets.UTF_8))) {
            refuse(response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        if (!request.getMethod().equals("GET")) {
            refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        switch (path.substring(end)) {
            case "" -> page(response, callback);
            case "content" -> content(request, response, callback);
            case "events" -> events(response, callback);
            default -> refuse(response, callback, HttpStatus.NOT_FOUND_404);
        }
        return true;
    }

    /** Whether a browser asks for this server by its own name, for itself or for a page of this server. */
    private boolean isFromHere(HttpFields headers) {
        String host = Optional.ofNullable(headers.get(HttpHeader.HOST)).orElse("");
        String origin = headers.get(HttpHeader.ORIGIN);
        return hosts.contains(host) && (origin == null || origin.equals("http://" + host));
    }

    private static void protect(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static void refuse(Response response, Callback callback, int status) {
        response.setStatus(status);
        callback.succeeded();
    }

    private void page(Response response, Callback callback) {
        Optional<LiveVersion> version = study.page();
        if (version.isEmpty()) {
            response.getHeaders().put(HTML);
            response.getHeaders().put("Refresh", "1");
            byte[] text = "<!doctype html><title>Gradus</title><p>The search has not begun yet."
                    .getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(text), callback);
            return;
        }
        response.getHeaders()
                .put("Content-Security-Policy", version.get().page().parts().policy() + "; frame-ancestors 'none'");
        send(response, callback, LiveVersion.compressed(version.get().page().html()));
    }

    private void content(Request request, Response response, Callback callback) {
        Optional<LiveVersion> version = study.page();
        if (version.isEmpty()) {
            refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return;
        }
        response.getHeaders().put("Gradus-Version", Long.toString(version.get().number()));
        response.getHeaders()
                .put(
                        "Gradus-Title",
                        URLEncoder.encode(version.get().page().title(), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
        Long reader = Longs.tryParse(
                Strings.nullToEmpty(Request.extractQueryParameters(request).getValue("reader")));
        Callback done = Callback.from(callback, () -> {
            if (reader != null) {
                streams.wasRead(reader, version.get().number());
            }
        });
        send(response, done, version.get().content());
    }

    /** Every browser of the last ten years reads gzip; only browsers have a use for the page. */
    private static void send(Response response, Callback callback, byte[] compressed) {
        response.getHeaders().put(HTML);
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        response.write(true, ByteBuffer.wrap(compressed), callback);
    }

    private void events(Response response, Callback callback) {
        response.getHeaders().put(EVENTS);
        EventStream stream = new EventStream(response, callback, streams::remove);
        if (!streams.add(stream)) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
            refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
    }
}
