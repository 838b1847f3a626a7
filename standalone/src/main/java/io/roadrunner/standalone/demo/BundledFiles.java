package io.roadrunner.standalone.demo;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.standalone.folder.ContentTypes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The few files that the demo application brings along, in memory. Immutable; any thread.
final class BundledFiles {
    private static final List<String> NAMES = List.of("about.txt", "roadrunner.svg", "style.css");

    private final Map<String, byte[]> contents;

    private BundledFiles(Map<String, byte[]> contents) {
        this.contents = Map.copyOf(contents);
    }

    /// @throws IOException when the jar lacks one of them
    static BundledFiles load() throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String name : NAMES) {
            contents.put(name, bytes("files/" + name));
        }
        return new BundledFiles(contents);
    }

    /// A text beside this class.
    ///
    /// @throws IOException when the jar lacks it
    static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = BundledFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException("not in the jar: " + name);
            }
            return stream.readAllBytes();
        }
    }

    /// Looks the rest of the path up by its exact name.
    Response serve(Request request) {
        String name = request.binding("path");
        byte[] content = contents.get(name);
        if (content == null) {
            return Responses.notFound();
        }
        Headers headers = Headers.of("cache-control", "max-age=60");
        return Responses.body(200, ContentTypes.of(name), content, headers);
    }
}
