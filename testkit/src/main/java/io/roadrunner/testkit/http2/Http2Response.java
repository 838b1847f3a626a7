package io.roadrunner.testkit.http2;

import io.roadrunner.testkit.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole response of one stream. Immutable; any thread. The `expect…` members throw
/// [AssertionError] with the response when they are not met, and return it otherwise.
///
/// @param interim the heads with status 1xx before it, in order
/// @param head the head
/// @param body what the DATA frames held
/// @param dataSizes how many octets of content each DATA frame had, in order
/// @param trailers the fields behind the body; empty when there are none
public record Http2Response(
        List<Frame.Headers> interim,
        Frame.Headers head,
        Octets body,
        List<Integer> dataSizes,
        List<Field> trailers) {
    /// Copies the lists.
    public Http2Response {
        interim = List.copyOf(interim);
        dataSizes = List.copyOf(dataSizes);
        trailers = List.copyOf(trailers);
    }

    static Http2Response of(List<Frame> frames) {
        List<Frame.Headers> interim = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<Field> trailers = new ArrayList<>();
        Frame.@Nullable Headers head = null;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            switch (frame) {
                case Frame.Headers headers -> {
                    if (head != null) {
                        trailers.addAll(headers.fields());
                    } else if (headers.status() < 200) {
                        interim.add(headers);
                    } else {
                        head = headers;
                    }
                }
                case Frame.Data data -> {
                    body.writeBytes(data.content().bytes());
                    sizes.add(data.content().length());
                }
                case Frame.Reset _,
                        Frame.Settings _,
                        Frame.Ping _,
                        Frame.GoAway _,
                        Frame.WindowUpdate _,
                        Frame.Unknown _ ->
                        throw new AssertionError("no part of a response: " + frame);
            }
        }
        if (head == null) {
            throw new AssertionError("expected a response with a status; received " + frames);
        }
        return new Http2Response(interim, head, Octets.of(body.toByteArray()), sizes, trailers);
    }

    /// {@return the status, 200 to 599}
    public int status() {
        return head.status();
    }

    /// {@return the header list in order, with `:status`}
    public List<Field> fields() {
        return head.fields();
    }

    /// {@return the value of the first field of this name, or null}
    ///
    /// @param name in lower case
    public @Nullable String field(String name) {
        return head.field(name);
    }

    /// {@return the value of the first trailer of this name, or null}
    ///
    /// @param name in lower case
    public @Nullable String trailer(String name) {
        return Fields.first(trailers, name);
    }

    /// {@return the body as UTF-8}
    public String text() {
        return body.text();
    }

    /// Expects this status.
    ///
    /// @param status 200 to 599
    /// @return this response
    public Http2Response expectStatus(int status) {
        Fields.expect(status() == status, "status " + status, this);
        return this;
    }

    /// Expects exactly one field of this name, with this value.
    ///
    /// @param name in lower case
    /// @param value the whole value
    /// @return this response
    public Http2Response expectField(String name, String value) {
        Fields.expectOne(fields(), name, value, this);
        return this;
    }

    /// Expects no field of this name.
    ///
    /// @param name in lower case
    /// @return this response
    public Http2Response expectNoField(String name) {
        Fields.expect(field(name) == null, "no field \"" + name + '"', this);
        return this;
    }

    /// Expects this body, compared as UTF-8.
    ///
    /// @param text the whole body
    /// @return this response
    public Http2Response expectBody(String text) {
        Fields.expect(text().equals(text), "the body \"" + text + '"', this);
        return this;
    }

    /// Expects exactly one trailer of this name, with this value.
    ///
    /// @param name in lower case
    /// @param value the whole value
    /// @return this response
    public Http2Response expectTrailer(String name, String value) {
        Fields.expectOne(trailers, name, value, this);
        return this;
    }
}
