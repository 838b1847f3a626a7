package io.roadrunner.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Multipart bodies with the boundary `b` that arrive in pieces. Made and used by one test.
final class TestMultipart {
    static final Headers TYPE = Headers.of("content-type", "multipart/form-data; boundary=b");

    private TestMultipart() {}

    /// @param piece how many bytes arrive at once, at the most
    static Multipart of(String body, int piece, MultipartOptions options) throws FormException {
        return open(body.getBytes(StandardCharsets.UTF_8), piece, options);
    }

    /// @param withLength whether the request announced the length
    static Multipart ofLatin1(String body, int piece, boolean withLength) throws FormException {
        Charset latin1 = StandardCharsets.ISO_8859_1;
        return Multipart.of(
                TestRequests.post(TYPE, new PieceBody(body.getBytes(latin1), piece, withLength)));
    }

    private static Multipart open(byte[] body, int piece, MultipartOptions options)
            throws FormException {
        // Of any other piece the length is known beforehand: both ways are taken.
        boolean withLength = piece % 2 == 0;
        return Multipart.of(
                TestRequests.post(TYPE, new PieceBody(body, piece, withLength)), options);
    }
}
