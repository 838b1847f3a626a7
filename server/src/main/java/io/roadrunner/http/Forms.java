package io.roadrunner.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the whole body of a request as a form. Called by the thread of the request; the body is
/// bounded by `max_content_length` and held in memory.
public final class Forms {
    /// How many parts of a multipart form are read; one more refuses all of it.
    public static final int MAX_PARTS = 1000;

    /// How many bytes the header of one part may have, with the empty line that ends it.
    public static final int MAX_PART_HEADER_BYTES = 16 * 1024;

    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private Forms() {}

    /// The form in the body of a request; the content type is looked at before anything is read. An
    /// urlencoded form has at most [QueryParameters#MAX_PARAMETERS] parameters.
    ///
    /// @throws FormException when the content type is missing or another one, or the body malformed
    /// @throws IOException when the body cannot be read
    public static Form read(Request request) throws IOException {
        String field = request.header("content-type");
        if (field == null) {
            throw new FormException(FormException.Reason.NO_CONTENT_TYPE);
        }
        ParameterizedValue type = ParameterizedValue.parse(field);
        if (type == null) {
            throw new FormException(FormException.Reason.UNSUPPORTED_CONTENT_TYPE);
        }
        return switch (type.value()) {
            case URLENCODED -> urlencoded(request.readBody());
            case MULTIPART -> {
                String boundary = boundary(type.parameter("boundary"));
                yield new Form.Multipart(MultipartParser.parse(request.readBody(), boundary));
            }
            default -> throw new FormException(FormException.Reason.UNSUPPORTED_CONTENT_TYPE);
        };
    }

    private static Form urlencoded(byte[] body) throws FormException {
        try {
            return new Form.Urlencoded(QueryString.parse(new String(body, StandardCharsets.UTF_8)));
        } catch (TooManyParametersException _) {
            throw new FormException(FormException.Reason.TOO_MANY_PARTS);
        }
    }

    private static String boundary(@Nullable String boundary) throws FormException {
        if (boundary == null || !MultipartParser.isBoundary(boundary)) {
            throw new FormException(FormException.Reason.NO_BOUNDARY);
        }
        return boundary;
    }
}
