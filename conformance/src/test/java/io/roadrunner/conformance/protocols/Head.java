package io.roadrunner.conformance.protocols;

import io.roadrunner.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The head of an answer without what only frames it or tells the time. Immutable.
///
/// @param status 100 to 599
/// @param fields names in lower case
record Head(int status, Headers fields) {
    private static final List<String> FRAMING = List.of("connection", "transfer-encoding", "date");

    Head {
        for (String name : FRAMING) {
            fields = fields.without(name);
        }
    }

    @Nullable String field(String name) {
        return fields.first(name);
    }
}
