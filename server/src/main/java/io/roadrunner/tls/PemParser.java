package io.roadrunner.tls;

import io.roadrunner.config.InvalidTlsException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the objects of a PEM file (RFC 7468). Text between them is passed over. Pure.
final class PemParser {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private PemParser() {}

    /// All objects of a file in their order.
    ///
    /// @param text the file
    /// @param file its name for messages
    /// @throws InvalidTlsException when an object does not end or is no Base64
    static List<PemBlock> parse(String text, String file) throws InvalidTlsException {
        List<PemBlock> blocks = new ArrayList<>();
        String label = null;
        StringBuilder content = new StringBuilder();
        boolean encrypted = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (label == null) {
                label = labelOf(line, BEGIN);
                content.setLength(0);
                encrypted = false;
            } else if (line.startsWith(END)) {
                if (!label.equals(labelOf(line, END))) {
                    throw new InvalidTlsException(file, "'" + label + "' ends as another object");
                }
                blocks.add(new PemBlock(label, encrypted, decode(content, label, file)));
                label = null;
            } else if (line.indexOf(':') >= 0) {
                // "Proc-Type: 4,ENCRYPTED", of the format before RFC 7468.
                encrypted |= line.startsWith("Proc-Type:") && line.endsWith("ENCRYPTED");
            } else if (!encrypted) {
                content.append(line);
            }
        }
        if (label != null) {
            throw new InvalidTlsException(file, "'" + label + "' has no end");
        }
        return blocks;
    }

    private static @Nullable String labelOf(String line, String start) {
        boolean is = line.startsWith(start) && line.endsWith(DASHES);
        boolean room = line.length() >= start.length() + DASHES.length();
        return is && room ? line.substring(start.length(), line.length() - DASHES.length()) : null;
    }

    private static byte[] decode(CharSequence content, String label, String file)
            throws InvalidTlsException {
        try {
            return Base64.getDecoder().decode(content.toString());
        } catch (IllegalArgumentException e) {
            throw new InvalidTlsException(file, "'" + label + "' is no Base64");
        }
    }
}
