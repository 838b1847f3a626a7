package io.roadrunner.standalone.demo;

import io.roadrunner.http.AddressText;
import io.roadrunner.http.Cookie;
import io.roadrunner.http.Header;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/inspect`: a request as the server saw it. Stateless.
final class Inspection {
    private Inspection() {}

    static Response of(Request request) throws IOException {
        // To the end first: trailers come after the content.
        long length = Uploads.count(request);
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("method", request.method());
        seen.put("target", request.head().target());
        seen.put("path", request.path());
        seen.put("query", request.query());
        seen.put("version", request.version().toString());
        seen.put("scheme", request.scheme());
        seen.put("peer", peer(request));
        seen.put("headers", pairs(request.headers()));
        seen.put("cookies", cookies(request.cookies()));
        seen.put("bindings", request.bindings().toMap());
        seen.put("requestId", request.requestId());
        seen.put("listener", request.listenerName());
        seen.put("bodyLength", length);
        seen.put("trailers", pairs(request.trailers()));
        return Responses.json(200, seen, Headers.of("cache-control", "no-store"));
    }

    private static String peer(Request request) {
        InetSocketAddress peer = request.peer();
        return peer == null ? "unix" : AddressText.of(peer);
    }

    /// In wire order, repetitions included.
    private static List<List<String>> pairs(Headers headers) {
        List<List<String>> pairs = new ArrayList<>();
        for (Header header : headers) {
            pairs.add(List.of(header.name(), header.value()));
        }
        return pairs;
    }

    private static List<List<String>> cookies(List<Cookie> cookies) {
        return cookies.stream().map(cookie -> List.of(cookie.name(), cookie.value())).toList();
    }
}
