package io.roadrunner.standalone.config;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.util.List;
import java.util.Map;

/// Sets fields of every answer, and takes others away. Immutable; any thread.
///
/// @param set fields that replace those of the same name
/// @param remove names of fields that are not sent
record ResponseFields(Map<String, String> set, List<String> remove) implements Middleware {
    /// Reads `set` and `remove`; throws [IllegalArgumentException] for what is no field.
    static ResponseFields of(OptionValues options) {
        Map<String, String> set = options.textsByName("set");
        set.forEach(Headers::of);
        return new ResponseFields(set, options.texts("remove"));
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        Headers.Builder headers = response.headers().toBuilder();
        remove.forEach(headers::remove);
        set.forEach(headers::set);
        return response.withHeaders(headers.build());
    }
}
