package io.roadrunner.http2;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.bytes.CheckedFields;
import io.roadrunner.bytes.HostField;
import io.roadrunner.hpack.HpackFields;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RequestHead;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes a request head of decoded fields (RFC 9113 §8.3) and checks all of it. Pure; one for each
/// request.
final class RequestHeadDecoder {
    private final int streamId;
    private final HpackFields fields;
    private @Nullable String method;
    private @Nullable String scheme;
    private @Nullable String authority;
    private @Nullable String path;
    private @Nullable String protocol;

    /// Names and values of the regular fields, with room for `host` in front.
    private final @Nullable String[] regular;

    private int used = 2;
    private int cookieAt = -1;
    private @Nullable StringBuilder cookies;

    private RequestHeadDecoder(int streamId, HpackFields fields) {
        this.streamId = streamId;
        this.fields = fields;
        this.regular = new String[fields.size() * 2 + 2];
    }

    /// The head that the fields are.
    ///
    /// @throws Http2Exception.OfStream when they are malformed (RFC 9113 §8.1.1)
    static RequestHead decode(int streamId, HpackFields fields) throws Http2Exception.OfStream {
        return new RequestHeadDecoder(streamId, fields).decode();
    }

    private RequestHead decode() throws Http2Exception.OfStream {
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            String value = fields.value(i);
            if (FieldRules.isPseudo(name)) {
                // "All pseudo-header fields MUST appear in a field block before all regular field
                // lines." RFC 9113 §8.3
                require(used == 2, "a pseudo-header field after a regular one");
                pseudo(name, value);
            } else {
                regular(name, value);
            }
        }
        return head();
    }

    private void pseudo(String name, String value) throws Http2Exception.OfStream {
        switch (name) {
            case ":method" -> method = once(method, value);
            case ":scheme" -> scheme = once(scheme, value);
            case ":authority" -> authority = once(authority, value);
            case ":path" -> path = once(path, value);
            case ":protocol" -> protocol = once(protocol, value);
            default -> throw malformed("an unknown pseudo-header field");
        }
    }

    private String once(@Nullable String before, String value) throws Http2Exception.OfStream {
        require(before == null, "a pseudo-header field twice");
        return value;
    }

    private void regular(String name, String value) throws Http2Exception.OfStream {
        String problem = FieldRules.problem(name, value);
        if (problem != null) {
            throw malformed(problem);
        }
        if (name.equals("cookie") && cookieAt >= 0) {
            crumb(value);
            return;
        }
        if (name.equals("cookie")) {
            cookieAt = used + 1;
        }
        regular[used] = name;
        regular[used + 1] = value;
        used += 2;
    }

    /// "these MUST be concatenated into a single octet string using the two-octet delimiter of
    /// 0x3b, 0x20 (the ASCII string "; ")" RFC 9113 §8.2.3
    private void crumb(String value) {
        if (cookies == null) {
            cookies = new StringBuilder(String.valueOf(regular[cookieAt]));
        }
        cookies.append("; ").append(value);
    }

    private RequestHead head() throws Http2Exception.OfStream {
        if (cookies != null) {
            regular[cookieAt] = cookies.toString();
        }
        String verb = required(method, ":method");
        require(Ascii.isToken(verb), "a method that is no token");
        String extended = protocol;
        // It makes an extended CONNECT, which has all the others as well: RFC 8441 §4.
        require(extended == null || isExtendedConnect(verb, extended), "a misplaced :protocol");
        boolean plain = extended == null && verb.equals("CONNECT");
        String target = plain ? connectTarget() : target(verb);
        Headers headers = headers();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new RequestHead(verb, target, path, query, HttpVersion.HTTP_2, headers, extended);
    }

    private boolean isExtendedConnect(String verb, String extended) {
        return verb.equals("CONNECT") && authority != null && Ascii.isToken(extended);
    }

    /// "The ":scheme" and ":path" pseudo-header fields MUST be omitted." RFC 9113 §8.5
    private String connectTarget() throws Http2Exception.OfStream {
        require(scheme == null && path == null, "CONNECT with :scheme or :path");
        return required(authority, ":authority");
    }

    private String target(String verb) throws Http2Exception.OfStream {
        require(isScheme(required(scheme, ":scheme")), "a scheme that is none");
        String target = required(path, ":path");
        // "This pseudo-header field MUST NOT be empty for "http" or "https" URIs" RFC 9113 §8.3.1
        boolean absolute = target.startsWith("/") && isVisible(target);
        boolean asterisk = target.equals("*") && verb.equals("OPTIONS");
        require(absolute || asterisk, "a malformed path");
        return target;
    }

    /// "The recipient of an HTTP/2 request MUST NOT use the Host header field to determine the
    /// target URI if ":authority" is present." RFC 9113 §8.3.1
    private Headers headers() throws Http2Exception.OfStream {
        String host = null;
        for (int i = 2; i < used; i += 2) {
            if ("host".equals(regular[i])) {
                require(host == null, "two host fields");
                host = String.valueOf(regular[i + 1]);
                require(HostField.isValid(host), "a malformed host");
            }
        }
        if (authority == null) {
            return Headers.of(new CheckedFields(Arrays.copyOfRange(regular, 2, used)));
        }
        require(HostField.isValid(authority), "a malformed authority");
        if (host != null) {
            // "A server SHOULD treat a request as malformed if it contains a Host header field that
            // identifies an entity that differs from the entity in the ":authority" pseudo-header
            // field." RFC 9113 §8.3.1
            int port = "http".equals(scheme) ? 80 : 443;
            require(HostField.agree(authority, host, port), "host is not the authority");
            return Headers.of(new CheckedFields(Arrays.copyOfRange(regular, 2, used)));
        }
        regular[0] = "host";
        regular[1] = authority;
        boolean exact = used == regular.length;
        return Headers.of(new CheckedFields(exact ? regular : Arrays.copyOf(regular, used)));
    }

    /// Visible ASCII; a fragment is not part of any request target.
    private static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return true;
    }

    /// `ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )` (RFC 3986 §3.1).
    private static boolean isScheme(String text) {
        if (text.equals("https") || text.equals("http")) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean digit = c >= '0' && c <= '9';
            boolean other = digit || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private String required(@Nullable String value, String name) throws Http2Exception.OfStream {
        if (value == null) {
            throw malformed("no " + name);
        }
        return value;
    }

    private void require(boolean fine, String problem) throws Http2Exception.OfStream {
        if (!fine) {
            throw malformed(problem);
        }
    }

    /// "Malformed requests or responses that are detected MUST be treated as a stream error
    /// (Section 5.4.2) of type PROTOCOL_ERROR." RFC 9113 §8.1.1
    private Http2Exception.OfStream malformed(String problem) {
        return new Http2Exception.OfStream(streamId, ErrorCode.PROTOCOL_ERROR, problem);
    }
}
