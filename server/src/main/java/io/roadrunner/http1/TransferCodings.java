package io.roadrunner.http1;

import io.roadrunner.bytes.Ascii;
import io.roadrunner.http.Rejection;

/// Transfer-Encoding values other than plain `chunked` (RFC 9112 §6.1), none of which is served: it
/// tells which refusal fits. Stateless; any thread.
final class TransferCodings {
    /// The one coding that is implemented.
    static final String CHUNKED = "chunked";

    private TransferCodings() {}

    /// The refusal of a value that is not just `chunked`: 501 if its end can be told because it
    /// ends in `chunked` and only codings before it are unknown, otherwise 400.
    static Rejection refusal(String codings) {
        int start = 0;
        while (true) {
            int comma = codings.indexOf(',', start);
            boolean last = comma < 0;
            String coding = Ascii.trim(codings, start, last ? codings.length() : comma);
            boolean chunked = Ascii.equalsIgnoreCase(coding, CHUNKED);
            // "A sender MUST NOT apply the chunked transfer coding more than once to a message
            // body"
            // RFC 9112 §6.1; "If a Transfer-Encoding header field is present in a request and the
            // chunked transfer coding is not the final encoding, [...] the server MUST respond with
            // the 400 (Bad Request) status code and then close" RFC 9112 §6.3
            if (chunked != last || !isCoding(coding)) {
                return Rejection.BAD_TRANSFER_ENCODING;
            }
            if (last) {
                // "A server that receives a request message with a transfer coding it does not
                // understand SHOULD respond with 501 (Not Implemented)." RFC 9112 §6.1
                return Rejection.TRANSFER_CODING_NOT_IMPLEMENTED;
            }
            start = comma + 1;
        }
    }

    /// Whether the text starts like `token *( OWS ";" OWS transfer-parameter )`; what the
    /// parameters are does not matter for the refusal.
    private static boolean isCoding(String text) {
        int semicolon = text.indexOf(';');
        return Ascii.isToken(Ascii.trim(text, 0, semicolon < 0 ? text.length() : semicolon));
    }
}
