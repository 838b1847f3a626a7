package io.roadrunner.middleware;

import io.roadrunner.http.Headers;

/// Adds to the `vary` field of an answer (RFC 9110 §12.5.5). Stateless.
final class VaryField {
    private VaryField() {}

    /// The fields with one `vary` that names the lower-case field too, after what it named before.
    static Headers with(Headers headers, String field) {
        if (headers.hasToken("vary", field) || headers.hasToken("vary", "*")) {
            return headers;
        }
        String before = String.join(", ", headers.all("vary"));
        return headers.withReplaced("vary", before.isEmpty() ? field : before + ", " + field);
    }
}
