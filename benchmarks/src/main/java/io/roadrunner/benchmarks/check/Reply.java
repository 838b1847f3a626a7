package io.roadrunner.benchmarks.check;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// What a server answered. Immutable.
record Reply(HttpVersion version, int status, MultiMap fields, Buffer content) {
    boolean compressed() {
        return "gzip".equals(fields.get("content-encoding"));
    }

    /// The media type without parameters, empty when there is none.
    String type() {
        String type = Objects.requireNonNullElse(fields.get("content-type"), "");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// The content without its coding.
    ///
    /// @throws IOException when it is not what its coding says
    Buffer decoded() throws IOException {
        if (!compressed()) {
            return content;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content.getBytes()))) {
            return Buffer.buffer(in.readAllBytes());
        }
    }
}
