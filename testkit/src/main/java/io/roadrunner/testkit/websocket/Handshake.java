package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.WireHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The request that opens a WebSocket, RFC 6455 §4.1: complete and right at first, then whatever a
/// test makes of it.
///
/// ```java
/// wire.handshake(Handshake.to("/ws").without("upgrade")).expectStatus(400);
/// ```
///
/// Nothing is checked. Owned by the test, used by one thread.
public final class Handshake {
    /// What is appended to the key, RFC 6455 §1.3.
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// The key of the example in RFC 6455 §1.3: a test is the same each time that it runs.
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final String target;
    private final List<WireHeader> fields = new ArrayList<>();
    private String method = "GET";
    private String version = "HTTP/1.1";
    private String body = "";

    private Handshake(String target) {
        this.target = target;
        field("host", "localhost");
        field("upgrade", "websocket");
        field("connection", "Upgrade");
        field("sec-websocket-key", KEY);
        field("sec-websocket-version", "13");
    }

    /// {@return a complete request}
    ///
    /// @param target the path, with a query if there is one
    public static Handshake to(String target) {
        return new Handshake(target);
    }

    /// Sets the method.
    ///
    /// @param newMethod `GET` at first
    /// @return this request
    public Handshake method(String newMethod) {
        method = newMethod;
        return this;
    }

    /// Sets the version.
    ///
    /// @param newVersion `HTTP/1.1` at first
    /// @return this request
    public Handshake version(String newVersion) {
        version = newVersion;
        return this;
    }

    /// Sets what is sent behind the head; the fields that announce it are the test's business.
    ///
    /// @param latin1 each character one octet
    /// @return this request
    public Handshake body(String latin1) {
        body = latin1;
        return this;
    }

    /// Adds a field line behind the others.
    ///
    /// @param name as it is sent
    /// @param value as it is sent, each character one octet
    /// @return this request
    public Handshake field(String name, String value) {
        fields.add(new WireHeader(name, value));
        return this;
    }

    /// Takes all fields of this name away and adds one with this value.
    ///
    /// @param name as it is sent
    /// @param value as it is sent, each character one octet
    /// @return this request
    public Handshake with(String name, String value) {
        return without(name).field(name, value);
    }

    /// Takes all fields of this name away.
    ///
    /// @param name in any case
    /// @return this request
    public Handshake without(String name) {
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        return this;
    }

    /// Offers subprotocols, RFC 6455 §1.9.
    ///
    /// @param names in order of preference
    /// @return this request
    public Handshake subprotocols(String... names) {
        return field("sec-websocket-protocol", String.join(", ", names));
    }

    /// Offers extensions, RFC 6455 §9.1.
    ///
    /// @param offers such as `permessage-deflate; client_max_window_bits`
    /// @return this request
    public Handshake extensions(String... offers) {
        return field("sec-websocket-extensions", String.join(", ", offers));
    }

    /// {@return a copy of its octets on the wire}
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// {@return the `sec-websocket-accept` that answers a key, RFC 6455 §4.2.2}
    ///
    /// @param key as it is sent
    public static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-1", e);
        }
    }

    /// The values of all fields of this name, joined as a list.
    String values(String name) {
        List<String> values = new ArrayList<>();
        for (WireHeader field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return String.join(", ", values);
    }

    /// Whether an extension of this name was offered.
    boolean offers(String extension) {
        return values("sec-websocket-extensions").toLowerCase(Locale.ROOT).contains(extension);
    }

    @Override
    public String toString() {
        return method + ' ' + target + ' ' + fields;
    }

    private String text() {
        StringBuilder text = new StringBuilder(512);
        text.append(method).append(' ').append(target).append(' ').append(version).append("\r\n");
        for (WireHeader field : fields) {
            text.append(field).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
