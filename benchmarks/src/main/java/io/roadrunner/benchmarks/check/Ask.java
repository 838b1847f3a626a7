package io.roadrunner.benchmarks.check;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/// A request. Immutable.
///
/// @param target what is asked for
/// @param fields fields beyond those that the client sends by itself
/// @param content possibly empty
record Ask(HttpMethod method, String target, Map<String, String> fields, Buffer content) {
    static Ask get(String target) {
        return get(target, Map.of());
    }

    static Ask get(String target, Map<String, String> fields) {
        return new Ask(HttpMethod.GET, target, fields, Buffer.buffer());
    }

    static Ask post(String target, String type, Buffer content) {
        return new Ask(HttpMethod.POST, target, Map.of("content-type", type), content);
    }
}
