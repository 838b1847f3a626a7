package io.roadrunner.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response as it was on the wire. Immutable; any thread. The `expect…` members throw
/// [AssertionError] with the raw head when they are not met, and return this response otherwise.
public final class WireResponse {
    private final WireHead head;
    private final WireBody body;

    WireResponse(WireHead head, WireBody body) {
        this.head = head;
        this.body = body;
    }

    WireHead head() {
        return head;
    }

    /// {@return the version in the status line: `HTTP/1.0` or `HTTP/1.1`}
    public String version() {
        return head.version();
    }

    /// {@return the status code, 100 to 599}
    public int status() {
        return head.status();
    }

    /// {@return the reason phrase; empty when there is none}
    public String reason() {
        return head.reason();
    }

    /// {@return the field lines in the order in which they came}
    public List<WireHeader> headers() {
        return head.headers();
    }

    /// {@return the values of all fields of this name in any case, in order; empty when there is
    /// none}
    ///
    /// @param name a field name in any case
    public List<String> headers(String name) {
        return head.values(name);
    }

    /// {@return the value of the first field of this name in any case, or null}
    ///
    /// @param name a field name in any case
    public @Nullable String header(String name) {
        List<String> values = head.values(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    /// {@return everything from the status line up to and with the blank line, each byte one
    /// character}
    public String rawHead() {
        return head.raw();
    }

    /// {@return a copy of the body without its framing; empty for a response of which only the head
    /// was read}
    public byte[] body() {
        return body.bytes().clone();
    }

    /// {@return the body as UTF-8}
    public String text() {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /// {@return the sizes of the chunks in order, without the last one of size 0; empty when not
    /// chunked}
    public List<Integer> chunks() {
        return body.chunks();
    }

    /// {@return the trailer fields of a chunked body in order}
    public List<WireHeader> trailers() {
        return body.trailers();
    }

    /// {@return the value of the first trailer field of this name in any case, or null}
    ///
    /// @param name a field name in any case
    public @Nullable String trailer(String name) {
        for (WireHeader trailer : body.trailers()) {
            if (trailer.name().equalsIgnoreCase(name)) {
                return trailer.value();
            }
        }
        return null;
    }

    /// {@return whether the end of the connection was the end of the body (RFC 9112 §6.3)}
    public boolean closeDelimited() {
        return body.closeDelimited();
    }

    /// Expects this status code.
    ///
    /// @param status 100 to 599
    /// @return this response
    public WireResponse expectStatus(int status) {
        return expect(status() == status, "expected status " + status);
    }

    /// Expects exactly one field of this name in any case, with this value.
    ///
    /// @param name a field name in any case
    /// @param value the whole value, without blanks around it
    /// @return this response
    public WireResponse expectHeader(String name, String value) {
        return expect(
                headers(name).equals(List.of(value)),
                "expected one field \"" + name + ": " + value + "\" and got " + headers(name));
    }

    /// Expects no field of this name in any case.
    ///
    /// @param name a field name in any case
    /// @return this response
    public WireResponse expectNoHeader(String name) {
        return expect(headers(name).isEmpty(), "expected no field \"" + name + "\"");
    }

    /// Expects this body, compared as UTF-8.
    ///
    /// @param text the whole body
    /// @return this response
    public WireResponse expectBody(String text) {
        return expect(
                text().equals(text),
                "expected the body\n" + text + "\nand got " + WireText.shown(body.bytes()));
    }

    /// Expects exactly these trailer fields by name in any case and value, in this order.
    ///
    /// @param namesAndValues names and values in turn; none expects that there is no trailer
    /// @return this response
    public WireResponse expectTrailers(String... namesAndValues) {
        List<WireHeader> trailers = trailers();
        boolean equal = namesAndValues.length == trailers.size() * 2;
        for (int i = 0; equal && i < trailers.size(); i++) {
            equal =
                    trailers.get(i).name().equalsIgnoreCase(namesAndValues[i * 2])
                            && trailers.get(i).value().equals(namesAndValues[i * 2 + 1]);
        }
        return expect(
                equal, "expected the trailers " + List.of(namesAndValues) + " and got " + trailers);
    }

    /// The raw head and how many bytes of body follow.
    @Override
    public String toString() {
        return head.raw() + "[" + body.bytes().length + " bytes of body]";
    }

    private WireResponse expect(boolean met, String expectation) {
        if (!met) {
            throw new AssertionError(expectation + "; the head was " + WireText.shown(head.raw()));
        }
        return this;
    }
}
