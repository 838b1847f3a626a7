package io.roadrunner.conformance.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole answer. Immutable.
///
/// @param interim the heads with status 1xx
/// @param head the head
/// @param content each character one byte
/// @param trailers what followed it
record Answer(List<Head> interim, Head head, String content, Headers trailers) {
    int status() {
        return head.status();
    }

    @Nullable String field(String name) {
        return head.field(name);
    }

    Answer expect(int status, String expected) {
        assertEquals(status, status(), this::toString);
        assertEquals(expected, content, this::toString);
        return this;
    }
}
