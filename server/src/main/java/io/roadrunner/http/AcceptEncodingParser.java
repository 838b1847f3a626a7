package io.roadrunner.http;

import io.roadrunner.bytes.Ascii;

/// Reads the elements of `accept-encoding` fields (RFC 9110 §12.5.3). Used once, by one thread;
/// reads each character once or twice.
final class AcceptEncodingParser {
    private static final int UNSAID = -1;
    private static final int LONGEST_WEIGHT = "0.000".length();

    private int brotli = UNSAID;
    private int zstandard = UNSAID;
    private int gzip = UNSAID;
    private int deflate = UNSAID;
    private int identity = UNSAID;
    private int any = UNSAID;

    /// Reads one field line, in which elements may be empty (RFC 9110 §5.6.1.2).
    void read(String value) {
        int start = 0;
        while (start <= value.length()) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            readElement(value, start, end);
            start = end + 1;
        }
    }

    /// What was read comes to this.
    AcceptEncoding result() {
        int rest = said(any, 0);
        // "If the representation has no content coding, then it is acceptable by default unless
        // specifically excluded [...]" RFC 9110 §12.5.3; by default it is liked least of all.
        int plain = any == UNSAID ? 1 : any;
        return new AcceptEncoding(
                said(brotli, rest),
                said(zstandard, rest),
                said(gzip, rest),
                said(deflate, rest),
                said(identity, plain));
    }

    private static int said(int weight, int otherwise) {
        return weight == UNSAID ? otherwise : weight;
    }

    private void readElement(String text, int from, int to) {
        int semicolon = text.indexOf(';', from, to);
        String coding = Ascii.trim(text, from, semicolon < 0 ? to : semicolon);
        int weight =
                semicolon < 0 ? AcceptEncoding.MOST : weight(Ascii.trim(text, semicolon + 1, to));
        if (weight == UNSAID) {
            return;
        }
        switch (Ascii.toLower(coding)) {
            case "br" -> brotli = said(brotli, weight);
            case "zstd" -> zstandard = said(zstandard, weight);
            // "A recipient SHOULD consider "x-gzip" to be equivalent to "gzip"." RFC 9110 §8.4.1.3
            case "gzip", "x-gzip" -> gzip = said(gzip, weight);
            case "deflate" -> deflate = said(deflate, weight);
            case "identity" -> identity = said(identity, weight);
            case "*" -> any = said(any, weight);
            default -> {
                // Nobody has another coding ready.
            }
        }
    }

    /// `weight = OWS ";" OWS "q=" qvalue` and `qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "."
    /// 0*3("0") ] )` (RFC 9110 §12.4.2) as thousandths; [#UNSAID] when it is something else.
    private static int weight(String parameter) {
        int length = parameter.length() - 2;
        if (!parameter.regionMatches(true, 0, "q=", 0, 2)
                || length < 1
                || length > LONGEST_WEIGHT
                || (length > 1 && parameter.charAt(3) != '.')) {
            return UNSAID;
        }
        int weight = 0;
        int unit = AcceptEncoding.MOST;
        for (int i = 2; i < parameter.length(); i += i == 2 ? 2 : 1) {
            int digit = parameter.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNSAID;
            }
            weight += digit * unit;
            unit /= 10;
        }
        return weight > AcceptEncoding.MOST ? UNSAID : weight;
    }
}
