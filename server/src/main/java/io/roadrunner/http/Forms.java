package io.roadrunner.http;

import io.roadrunner.http.FormException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the body of a request as a form. Called by the thread of the request; memory and disk are
/// bounded by [FormLimits] and `max_content_length`.
public final class Forms {
    private Forms() {}

    /// The form in the body of a request, within the default limits.
    ///
    /// @throws FormException when the content type is missing or another one, or the body is
    ///   malformed or exceeds a limit
    /// @throws IOException when the body cannot be read
    public static Form read(Request request) throws IOException {
        return read(request, FormLimits.standard());
    }

    /// The form in the body of a request; the content type is looked at before anything is read.
    /// What it needs on disk is deleted when the answer is complete or has failed.
    ///
    /// @throws FormException when the content type is missing or another one, the content has a
    ///   coding, or the body is malformed or exceeds a limit
    /// @throws RejectedException when the body exceeds the limit of its length, or the peer sends
    ///   it wrong or too slowly
    /// @throws IOException when the peer has gone or the disk fails
    public static Form read(Request request, FormLimits limits) throws IOException {
        ParameterizedValue type = FormContentType.of(request);
        return switch (type.value()) {
            case FormContentType.URLENCODED -> urlencoded(request, limits);
            case FormContentType.MULTIPART -> multipart(request, limits);
            default -> throw new FormException(Reason.UNSUPPORTED_CONTENT_TYPE);
        };
    }

    private static Form urlencoded(Request request, FormLimits limits) throws IOException {
        byte[] body = request.readWhole(limits.maxFieldsBytes());
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            return new Form(QueryString.parse(text, limits.maxParameters()), List.of());
        } catch (TooManyParametersException _) {
            throw new FormException(Reason.TOO_MANY_PARTS);
        }
    }

    private static Form multipart(Request request, FormLimits limits) throws IOException {
        FormReader reader = new FormReader(limits);
        request.closeAfterwards(reader);
        try (Multipart multipart = Multipart.of(request, limits.multipart())) {
            return reader.read(multipart);
        }
    }
}
