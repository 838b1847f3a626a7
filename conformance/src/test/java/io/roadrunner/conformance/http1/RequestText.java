package io.roadrunner.conformance.http1;

import java.nio.charset.StandardCharsets;

/// Requests as a client sends them, byte for byte. Stateless; any thread.
final class RequestText {
    private static final String END = "\r\n\r\n";

    private RequestText() {}

    static String get(String target) {
        return head("GET", target) + "\r\n";
    }

    /// A request without content whose further fields are given as whole lines.
    static String bare(String method, String target, String... fields) {
        return head(method, target, fields) + "\r\n";
    }

    /// A whole request with a body of a known length.
    static String post(String target, String body, String... fields) {
        return postHead(target, body.length(), fields) + body;
    }

    /// Only the head of a request that announces content.
    static String postHead(String target, long length, String... fields) {
        return head("POST", target, fields) + "content-length: " + length + END;
    }

    /// Only the head of a request whose content comes in chunks.
    static String chunkedHead(String target, String... fields) {
        return head("POST", target, fields) + "transfer-encoding: chunked" + END;
    }

    static String chunk(String content) {
        int length = content.getBytes(StandardCharsets.ISO_8859_1).length;
        return Integer.toHexString(length) + "\r\n" + content + "\r\n";
    }

    private static String head(String method, String target, String... fields) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nhost: a\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head.toString();
    }
}
