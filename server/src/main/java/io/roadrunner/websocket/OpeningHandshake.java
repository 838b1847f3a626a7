package io.roadrunner.websocket;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.bytes.HostField;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The server's part of the opening handshake (RFC 6455 §4.2): what is checked, and what answers
/// it. Over HTTP/2 an extended CONNECT says the same with fewer fields (RFC 8441 §5). Stateless;
/// any thread.
final class OpeningHandshake {
    private static final String ACCEPT = "sec-websocket-accept";
    private static final String KEY = "sec-websocket-key";
    private static final String ORIGIN = "origin";
    private static final String PROTOCOL = "sec-websocket-protocol";
    private static final String VERSION = "sec-websocket-version";
    private static final String WEBSOCKET = "websocket";

    /// What every server appends to the key (RFC 6455 §1.3).
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int KEY_LENGTH = 16;
    private static final int ENCODED_KEY_LENGTH = 24;

    private OpeningHandshake() {}

    /// Checks the handshake.
    ///
    /// @return the answer that refuses it, null when it is in order
    static @Nullable Response refusal(Request request, WebSocketOptions.Origins origins) {
        boolean overStream = request.version() == HttpVersion.HTTP_2;
        if (isForAnotherProtocol(request)) {
            return Responses.text(501, "the protocol of this route is websocket\n");
        }
        String problem = overStream ? problemOfConnect(request) : problemOfUpgrade(request);
        if (problem != null) {
            return Responses.text(400, problem + "\n");
        }
        if (!hasVersion(request)) {
            // "If this version does not match a version understood by the server, the server MUST
            // abort the WebSocket handshake described in this section and instead send an
            // appropriate HTTP error code (such as 426 Upgrade Required) and a
            // |Sec-WebSocket-Version| header field indicating the version(s) the server is capable
            // of understanding." RFC 6455 §4.2.2
            Headers fields = Headers.of(VERSION, "13", "upgrade", WEBSOCKET);
            return Responses.text(426, "the version of WebSocket is 13\n", fields);
        }
        if (!overStream && !hasKey(request)) {
            return Responses.text(400, "sec-websocket-key is not 16 octets in Base64\n");
        }
        return mayOpen(request, origins)
                ? null
                : Responses.text(403, "not from a page of this origin\n");
    }

    /// Whether an extended CONNECT asks for something else: 501, as RFC 9220 §3 recommends for
    /// HTTP/3.
    private static boolean isForAnotherProtocol(Request request) {
        String protocol = request.head().protocol();
        return protocol != null && !WEBSOCKET.equalsIgnoreCase(protocol);
    }

    private static @Nullable String problemOfConnect(Request request) {
        return request.head().protocol() == null ? "no extended CONNECT for websocket" : null;
    }

    private static @Nullable String problemOfUpgrade(Request request) {
        // "An HTTP/1.1 or higher GET request" RFC 6455 §4.2.1
        if (!request.methodIs("GET") || request.version() != HttpVersion.HTTP_1_1) {
            return "a WebSocket begins with GET and HTTP/1.1";
        }
        // "An |Upgrade| header field containing the value "websocket", treated as an ASCII
        // case-insensitive value." RFC 6455 §4.2.1
        if (!request.headers().hasToken("upgrade", WEBSOCKET)) {
            return "a WebSocket begins with upgrade: websocket";
        }
        // "A |Connection| header field that includes the token "Upgrade", treated as an ASCII
        // case-insensitive value." RFC 6455 §4.2.1
        return request.headers().hasToken("connection", "upgrade")
                ? null
                : "a WebSocket begins with connection: upgrade";
    }

    /// "A |Sec-WebSocket-Version| header field, with a value of 13." RFC 6455 §4.2.1
    private static boolean hasVersion(Request request) {
        return request.headers().all(VERSION).equals(List.of("13"));
    }

    /// "A |Sec-WebSocket-Key| header field with a base64-encoded [...] value that, when decoded, is
    /// 16 bytes in length." RFC 6455 §4.2.1
    private static boolean hasKey(Request request) {
        List<String> keys = request.headers().all(KEY);
        // The decoder would take a value without its padding.
        if (keys.size() != 1 || keys.getFirst().length() != ENCODED_KEY_LENGTH) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(keys.getFirst()).length == KEY_LENGTH;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// "Servers that are not intended to process input from any web page but only for certain sites
    /// SHOULD verify the |Origin| field is an origin they expect." RFC 6455 §10.2
    private static boolean mayOpen(Request request, WebSocketOptions.Origins allowed) {
        String origin = request.header(ORIGIN);
        if (origin == null) {
            return true;
        }
        return switch (allowed) {
            case WebSocketOptions.Origins.Any _ -> true;
            case WebSocketOptions.Origins.Listed listed ->
                    listed.origins().stream().anyMatch(origin::equalsIgnoreCase);
            case WebSocketOptions.Origins.SameHost _ -> isSameHost(origin, request.host());
        };
    }

    /// Whatever the scheme: it is for a proxy in front to know whether the page came over TLS.
    private static boolean isSameHost(String origin, String host) {
        int mark = origin.indexOf("://");
        if (mark < 0) {
            return false;
        }
        boolean secure = origin.substring(0, mark).toLowerCase(Locale.ROOT).equals("https");
        return HostField.agree(origin.substring(mark + 3), host, secure ? 443 : 80);
    }

    /// The fields that every acceptance has.
    static Headers acceptance(Request request) {
        String key = request.header(KEY);
        return key == null || request.version() == HttpVersion.HTTP_2
                ? Headers.empty()
                : Headers.of(ACCEPT, accept(key));
    }

    /// "a value [...] constructed by concatenating /key/, defined above in step 4 in Section 4.2.2,
    /// with the string "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", taking the SHA-1 hash of this
    /// concatenated value to obtain a 20-byte value and base64-encoding" RFC 6455 §4.2.2
    private static String accept(String key) {
        try {
            byte[] octets = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(octets);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /// What is spoken on top: the first of the client's list that is offered, null for none.
    static @Nullable String subprotocol(Request request, List<String> offered) {
        if (offered.isEmpty()) {
            return null;
        }
        for (String line : request.headers().all(PROTOCOL)) {
            for (String name : line.split(",", -1)) {
                String wanted = Ascii.trim(name);
                if (offered.contains(wanted)) {
                    return wanted;
                }
            }
        }
        return null;
    }
}
