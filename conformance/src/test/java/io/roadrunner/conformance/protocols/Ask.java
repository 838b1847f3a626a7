package io.roadrunner.conformance.protocols;

import io.roadrunner.http.Headers;

/// The head of a request as every protocol can send it. Immutable.
///
/// @param method the method
/// @param path the path with its query
/// @param fields what goes with it; names in lower case, without `host`
/// @param hasContent whether content follows; without `content-length` its length is unknown
record Ask(String method, String path, Headers fields, boolean hasContent) {
    static Ask get(String path) {
        return of("GET", path);
    }

    /// Without content.
    static Ask of(String method, String path) {
        return new Ask(method, path, Headers.empty(), false);
    }

    /// With content of unknown length, unless a field announces it.
    static Ask post(String path) {
        return new Ask("POST", path, Headers.empty(), true);
    }

    Ask with(String name, String value) {
        return new Ask(method, path, fields.with(name, value), hasContent);
    }

    boolean announcesLength() {
        return fields.contains("content-length");
    }
}
