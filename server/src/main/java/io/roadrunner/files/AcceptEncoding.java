package io.roadrunner.files;

import java.util.List;

/// How much a client likes each content coding (RFC 9110 §12.5.3), from 0, not at all, to 1000.
/// Immutable. An element that is malformed does not count; of several for one coding the last does.
///
/// @param brotli the weight of `br`
/// @param zstandard the weight of `zstd`
/// @param gzip the weight of `gzip` or `x-gzip`
/// @param identity the weight of no coding at all
record AcceptEncoding(int brotli, int zstandard, int gzip, int identity) {
    private static final int UNSAID = -1;
    private static final int MOST = 1000;

    /// Without a field any coding would do, but not every client that says nothing can decode one.
    static final AcceptEncoding NONE = new AcceptEncoding(0, 0, 0, MOST);

    /// Reads the values of all `accept-encoding` fields. Never throws.
    static AcceptEncoding parse(List<String> fieldValues) {
        int[] weights = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID};
        for (String value : fieldValues) {
            int start = 0;
            while (start <= value.length()) {
                int comma = value.indexOf(',', start);
                int end = comma < 0 ? value.length() : comma;
                readElement(value.substring(start, end), weights);
                start = end + 1;
            }
        }
        int others = Math.max(weights[4], 0);
        // "If the representation has no content coding, then it is acceptable by default unless
        // specifically excluded": RFC 9110 §12.5.3; by default it is liked least of all.
        int plain = weights[4] == UNSAID ? 1 : weights[4];
        return new AcceptEncoding(
                said(weights[0], others),
                said(weights[1], others),
                said(weights[2], others),
                said(weights[3], plain));
    }

    private static int said(int weight, int otherwise) {
        return weight == UNSAID ? otherwise : weight;
    }

    private static void readElement(String element, int[] weights) {
        int semicolon = element.indexOf(';');
        int weight = semicolon < 0 ? MOST : weight(element.substring(semicolon + 1).strip());
        int index = index(semicolon < 0 ? element : element.substring(0, semicolon));
        if (index >= 0 && weight >= 0) {
            weights[index] = weight;
        }
    }

    /// Which weight a coding has, -1 for one that nobody has ready.
    private static int index(String coding) {
        String name = coding.strip();
        if (name.equals("*")) {
            return 4;
        }
        if (name.equalsIgnoreCase("br")) {
            return 0;
        }
        if (name.equalsIgnoreCase("zstd")) {
            return 1;
        }
        // "A recipient SHOULD consider "x-gzip" to be equivalent to "gzip"." RFC 9110 §8.4.1.3
        if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
            return 2;
        }
        return name.equalsIgnoreCase("identity") ? 3 : -1;
    }

    /// `"q=" ( "0" [ "." *3DIGIT ] / "1" [ "." *3"0" ] )` in thousandths (RFC 9110 §12.4.2), or -1.
    private static int weight(String parameter) {
        boolean named = parameter.regionMatches(true, 0, "q=", 0, 2);
        String number = named ? parameter.substring(2) : "";
        if (number.isEmpty() || number.length() > 5) {
            return -1;
        }
        int weight = (number.charAt(0) - '0') * MOST;
        if (number.length() > 1 && number.charAt(1) != '.') {
            return -1;
        }
        int unit = MOST / 10;
        for (int i = 2; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            weight += (c - '0') * unit;
            unit /= 10;
        }
        return weight < 0 || weight > MOST ? -1 : weight;
    }

    /// The weight of one coding.
    int of(ContentCoding coding) {
        return switch (coding) {
            case BROTLI -> brotli;
            case ZSTANDARD -> zstandard;
            case GZIP -> gzip;
        };
    }
}
