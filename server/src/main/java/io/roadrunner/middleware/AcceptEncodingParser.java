package io.roadrunner.middleware;

import io.roadrunner.http.ContentCoding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Chooses a content coding by what a peer accepts (RFC 9110 §12.5.3). Weights are counted in
/// thousandths. An element that breaks the grammar counts as not sent: what is not understood is
/// never a reason to code.
final class AcceptEncodingParser {
    private static final int UNSAID = -1;
    private static final int ONE = 1000;

    private int gzip = UNSAID;
    private int deflate = UNSAID;
    private int identity = UNSAID;
    private int others = UNSAID;

    private AcceptEncodingParser() {}

    /// The coding that the peer likes best, gzip before deflate; null to send the content as it is:
    /// because the peer says nothing of codings, likes it better so, or takes none that is known.
    ///
    /// @param values the values of all `accept-encoding` fields, in order
    static @Nullable ContentCoding choose(List<String> values) {
        AcceptEncodingParser parser = new AcceptEncodingParser();
        for (String value : values) {
            for (String element : value.split(",", -1)) {
                parser.element(element.strip().toLowerCase(Locale.ROOT));
            }
        }
        return parser.best();
    }

    private void element(String element) {
        int end = element.indexOf(';');
        String coding = (end < 0 ? element : element.substring(0, end)).stripTrailing();
        int weight = end < 0 ? ONE : weight(element.substring(end + 1).strip());
        if (weight == UNSAID) {
            return;
        }
        // Said twice, the first counts.
        switch (coding) {
            case "gzip", "x-gzip" -> gzip = gzip == UNSAID ? weight : gzip;
            case "deflate" -> deflate = deflate == UNSAID ? weight : deflate;
            case "identity" -> identity = identity == UNSAID ? weight : identity;
            case "*" -> others = others == UNSAID ? weight : others;
            default -> {}
        }
    }

    private @Nullable ContentCoding best() {
        int forGzip = gzip == UNSAID ? others : gzip;
        int forDeflate = deflate == UNSAID ? others : deflate;
        int best = Math.max(forGzip, forDeflate);
        // Without a weight of its own, identity is acceptable but not preferred.
        if (best <= 0 || best < identity) {
            return null;
        }
        return forGzip == best ? ContentCoding.GZIP : ContentCoding.DEFLATE;
    }

    /// "qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )" RFC 9110 §12.4.2, as
    /// thousandths; [#UNSAID] when it is something else.
    private static int weight(String parameter) {
        if (!parameter.startsWith("q=")) {
            return UNSAID;
        }
        String value = parameter.substring(2);
        if (value.isEmpty()
                || value.length() > 5
                || (value.length() > 1 && value.charAt(1) != '.')) {
            return UNSAID;
        }
        int weight = digit(value, 0);
        if (weight < 0 || weight > 1) {
            return UNSAID;
        }
        for (int i = 2; i < 5; i++) {
            int digit = i < value.length() ? digit(value, i) : 0;
            if (digit < 0) {
                return UNSAID;
            }
            weight = weight * 10 + digit;
        }
        return weight > ONE ? UNSAID : weight;
    }

    private static int digit(String text, int at) {
        char c = text.charAt(at);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
