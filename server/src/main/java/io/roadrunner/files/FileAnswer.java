package io.roadrunner.files;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// The answer of an open file to one request: whole, in parts, or that the client has it already.
/// Lives in the thread of the request; whoever opened the channel closes it.
///
/// @param request what is answered, a `GET` or `HEAD`
/// @param representation the form and state of the file
/// @param file the open file
record FileAnswer(Request request, Representation representation, FileChannel file) {
    Response answer() {
        Headers asked = request.headers();
        return switch (representation.validators().evaluate(request.method(), asked)) {
            case NOT_MODIFIED -> Responses.status(304, validators());
            case FAILED -> Responses.status(412, validators().without("cache-control"));
            case PROCEED -> content(asked);
        };
    }

    private Response content(Headers asked) {
        int index = asked.indexOf("range", 0);
        // "A server MUST ignore a Range header field received with a request method that is
        // unrecognized or for which range handling is not defined. For this specification, GET is
        // the only method for which range handling is defined." RFC 9110 §14.2
        boolean ranged =
                index >= 0
                        && request.methodIs("GET")
                        && asked.indexOf("range", index + 1) < 0
                        && representation.validators().allowsRange(asked, Instant.now());
        if (!ranged) {
            return whole();
        }
        return switch (ByteRanges.parse(asked.value(index), representation.size())) {
            case ByteRanges.Ignored _ -> whole();
            case ByteRanges.Unsatisfiable _ -> unsatisfiable();
            case ByteRanges.Satisfiable(List<ByteRange> ranges) ->
                    ranges.size() == 1 ? part(ranges.getFirst()) : parts(ranges);
        };
    }

    private Response whole() {
        return new Response.SendFile(200, representation.headers(), file, 0, representation.size());
    }

    private Response part(ByteRange range) {
        String value = range.contentRange(representation.size());
        Headers headers = representation.headers().with("content-range", value);
        return new Response.SendFile(206, headers, file, range.first(), range.length());
    }

    private Response parts(List<ByteRange> ranges) {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        String boundary = HexFormat.of().formatHex(random);
        MultipartRanges body = new MultipartRanges(file, representation, ranges, boundary);
        Headers headers =
                representation
                        .headers()
                        .withReplaced("content-type", "multipart/byteranges; boundary=" + boundary)
                        .with("content-length", Long.toString(body.length()));
        return Responses.streaming(206, headers, body);
    }

    /// "A server that generates a 416 response to a byte-range request SHOULD generate a
    /// Content-Range header field specifying the current length of the selected representation" RFC
    /// 9110 §15.5.17
    private Response unsatisfiable() {
        String value = ByteRanges.unsatisfiedRange(representation.size());
        return Responses.status(
                416,
                validators()
                        .without("cache-control")
                        .with("accept-ranges", "bytes")
                        .with("content-range", value));
    }

    /// "The server generating a 304 response MUST generate any of the following header fields that
    /// would have been sent in a 200 (OK) response to the same request: [...] Content-Location,
    /// Date, ETag, and Vary [...] Cache-Control and Expires" RFC 9110 §15.4.5
    private Headers validators() {
        Headers all = representation.headers();
        Headers.Builder some = Headers.builder();
        for (int i = 0; i < all.size(); i++) {
            switch (all.name(i)) {
                case "etag", "last-modified", "cache-control", "vary" ->
                        some.add(all.name(i), all.value(i));
                default -> {}
            }
        }
        return some.build();
    }
}
