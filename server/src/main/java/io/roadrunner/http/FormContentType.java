package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.FormException.Reason;

/// Which encoding of a form a request says its content has, before anything of it is read.
/// Stateless.
final class FormContentType {
    static final String URLENCODED = "application/x-www-form-urlencoded";
    static final String MULTIPART = "multipart/form-data";

    private FormContentType() {}

    /// The content type, whatever it is.
    ///
    /// @throws FormException when there is none, it is malformed, or the content is coded: nobody
    ///   has decoded it
    static ParameterizedValue of(Request request) throws FormException {
        String field = request.header("content-type");
        if (field == null) {
            throw new FormException(Reason.NO_CONTENT_TYPE);
        }
        ParameterizedValue type = ParameterizedValue.parse(field);
        if (type == null) {
            throw new FormException(Reason.UNSUPPORTED_CONTENT_TYPE);
        }
        for (String coding : request.headers().all("content-encoding")) {
            if (!Ascii.equalsIgnoreCase(coding, "identity")) {
                throw new FormException(Reason.UNSUPPORTED_CONTENT_CODING);
            }
        }
        return type;
    }

    /// The delimiter of a multipart form.
    static Delimiter delimiter(ParameterizedValue type) throws FormException {
        if (!type.value().equals(MULTIPART)) {
            throw new FormException(Reason.UNSUPPORTED_CONTENT_TYPE);
        }
        String boundary = type.parameter("boundary");
        if (boundary == null || !Delimiter.isBoundary(boundary)) {
            throw new FormException(Reason.NO_BOUNDARY);
        }
        return new Delimiter(boundary);
    }
}
