package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.MalformedResponseException;
import io.roadrunner.testkit.WireHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server answers to a [Handshake]. Immutable; any thread. The `expect…` members throw
/// [AssertionError] with the head when they are not met, and return this response otherwise.
public final class HandshakeResponse {
    static final int SWITCHING = 101;

    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}) [\\t \\x21-\\x7e\\x80-\\xff]*");
    private static final Pattern FIELD_LINE =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\\t ]*+([\\t \\x21-\\x7e\\x80-\\xff]*)");

    private final String head;
    private final int status;
    private final List<WireHeader> fields;
    private final byte[] body;

    private HandshakeResponse(String head, int status, List<WireHeader> fields, byte[] body) {
        this.head = head;
        this.status = status;
        this.fields = List.copyOf(fields);
        this.body = body;
    }

    /// The head up to and with the blank line, each octet one character.
    static HandshakeResponse ofHead(String head) {
        String[] lines = head.split("\r\n", -1);
        Matcher statusLine = STATUS_LINE.matcher(lines[0]);
        require(statusLine.matches(), "no status line", head);
        List<WireHeader> fields = new ArrayList<>();
        // Behind the last field there are the blank line and what follows it.
        for (int i = 1; i < lines.length - 2; i++) {
            Matcher field = FIELD_LINE.matcher(lines[i]);
            require(field.matches(), "no field line", head);
            fields.add(new WireHeader(field.group(1), field.group(2).strip()));
        }
        int status = Integer.parseInt(statusLine.group(1));
        return new HandshakeResponse(head, status, fields, new byte[0]);
    }

    HandshakeResponse withBody(byte[] newBody) {
        return new HandshakeResponse(head, status, fields, newBody);
    }

    /// {@return the status code, 100 to 599; 101 opens the WebSocket}
    public int status() {
        return status;
    }

    /// {@return the field lines in the order in which they came}
    public List<WireHeader> headers() {
        return fields;
    }

    /// {@return the values of all fields of this name, joined as a list, or null when there is
    /// none}
    ///
    /// @param name a field name in any case
    public @Nullable String header(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /// {@return the body as UTF-8; only one with a content-length is read}
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// Expects this status.
    ///
    /// @param expected 100 to 599
    /// @return this response
    public HandshakeResponse expectStatus(int expected) {
        return expect(status == expected, "expected status " + expected);
    }

    /// Expects exactly one field of this name in any case, with this value.
    ///
    /// @param name a field name in any case
    /// @param value the whole value
    /// @return this response
    public HandshakeResponse expectHeader(String name, String value) {
        return expect(
                values(name).equals(List.of(value)),
                "expected one field \"" + name + ": " + value + '"');
    }

    /// Expects no field of this name in any case.
    ///
    /// @param name a field name in any case
    /// @return this response
    public HandshakeResponse expectNoHeader(String name) {
        return expect(values(name).isEmpty(), "expected no field \"" + name + '"');
    }

    /// Expects that the WebSocket is open: every check of a client, RFC 6455 §4.1.
    HandshakeResponse expectOpen(Handshake request) {
        expectStatus(SWITCHING);
        expect(lower("upgrade").equals("websocket"), "expected \"upgrade: websocket\"");
        expect(
                List.of(lower("connection").split("[\\t ]*,[\\t ]*", -1)).contains("upgrade"),
                "expected \"connection: upgrade\"");
        expectHeader("sec-websocket-accept", Handshake.accept(request.values("sec-websocket-key")));
        // "If the response includes a |Sec-WebSocket-Extensions| header field and this header
        // field indicates the use of an extension that was not present in the client's handshake
        // […], the client MUST _Fail the WebSocket Connection_." RFC 6455 §4.1
        for (String extension : lower("sec-websocket-extensions").split(",", -1)) {
            String name = extension.split(";", -1)[0].strip();
            expect(name.isEmpty() || request.offers(name), "an extension that nobody offered");
        }
        List<String> offered =
                List.of(request.values("sec-websocket-protocol").split("[\\t ]*,[\\t ]*", -1));
        String chosen = header("sec-websocket-protocol");
        expect(chosen == null || offered.contains(chosen), "a subprotocol that nobody offered");
        return expectNoHeader("content-length").expectNoHeader("transfer-encoding");
    }

    /// How long the body is, as far as a field says it.
    int contentLength() {
        String length = header("content-length");
        if (status == SWITCHING || length == null) {
            return 0;
        }
        require(length.matches("[0-9]{1,8}"), "no content-length", head);
        return Integer.parseInt(length);
    }

    @Override
    public String toString() {
        return head + '[' + body.length + " octets of body]";
    }

    private String lower(String name) {
        String value = header(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(WireHeader::value)
                .toList();
    }

    private HandshakeResponse expect(boolean met, String expectation) {
        if (!met) {
            throw new AssertionError(expectation + "; the head was\n" + head);
        }
        return this;
    }

    private static void require(boolean met, String otherwise, String head) {
        if (!met) {
            throw new MalformedResponseException(otherwise + " in\n" + head);
        }
    }
}
