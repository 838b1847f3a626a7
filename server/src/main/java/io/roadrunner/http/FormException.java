package io.roadrunner.http;

import java.io.IOException;

/// A body that cannot be read as a form: the peer's fault, so it carries no stack trace.
public final class FormException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why a body is no form.
    public enum Reason {
        /// The request has no `content-type`.
        NO_CONTENT_TYPE(415, "no content-type"),
        /// The content type is neither urlencoded nor `multipart/form-data`.
        UNSUPPORTED_CONTENT_TYPE(415, "not a content-type of a form"),
        /// The content has a coding, such as gzip, that nobody has decoded (RFC 9110 §8.4).
        UNSUPPORTED_CONTENT_CODING(415, "content coding not supported"),
        /// The content type has no boundary, or not 1 to 70 of its characters (RFC 2046 §5.1.1).
        NO_BOUNDARY(400, "no valid multipart boundary"),
        /// The boundary does not occur in the body, or not early enough.
        NO_INITIAL_BOUNDARY(400, "no initial multipart boundary"),
        /// A field of a part is malformed, or `content-disposition` with a name is missing or there
        /// twice (RFC 7578 §4.2).
        BAD_HEADER(400, "malformed header of a part"),
        /// The header of a part does not end.
        NO_HEADER_TERMINATOR(400, "unterminated header of a part"),
        /// No boundary follows the content of a part.
        NO_PART_TERMINATOR(400, "unterminated part"),
        /// Something other than a line end follows a boundary.
        MALFORMED(400, "malformed multipart body"),
        /// There are more parts or parameters than are read.
        TOO_MANY_PARTS(413, "too many parts"),
        /// The header of a part is longer, or has more fields, than is read.
        HEADER_TOO_LONG(413, "header of a part too long"),
        /// The content of a part is longer than is read.
        PART_TOO_LONG(413, "part too long"),
        /// A field that is no file is longer than is read.
        FIELD_TOO_LONG(413, "field too long"),
        /// All fields and headers of parts together are longer than is held in memory.
        FIELDS_TOO_LONG(413, "fields too long"),
        /// More stands behind the last delimiter than is read.
        EPILOGUE_TOO_LONG(413, "multipart epilogue too long");

        private final int status;
        private final String text;

        Reason(int status, String text) {
            this.status = status;
            this.text = text;
        }

        /// The status code that answers it.
        public int status() {
            return status;
        }
    }

    /// @param reason what is wrong with the body
    public FormException(Reason reason) {
        super(reason.text);
        this.reason = reason;
    }

    /// What is wrong with the body, and the status that answers it.
    public Reason reason() {
        return reason;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is filled in
    public Throwable fillInStackTrace() {
        return this;
    }
}
