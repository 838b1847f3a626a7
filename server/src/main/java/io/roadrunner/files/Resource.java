package io.roadrunner.files;

import io.roadrunner.http.AcceptEncoding;
import io.roadrunner.http.Headers;
import java.util.List;

/// A file with the compressed siblings that lie beside it. Immutable.
///
/// @param plain the file itself
/// @param coded its siblings in the order of preference, at most one for each coding
record Resource(Representation plain, List<Representation> coded) {
    Resource {
        coded = List.copyOf(coded);
    }

    /// The form that the client likes best (RFC 9110 §12.5.3). Who accepts none gets the file as it
    /// is: "[...] the origin server SHOULD send a response without any content coding [...]".
    Representation choose(Headers request) {
        if (coded.isEmpty()) {
            return plain;
        }
        AcceptEncoding accepted = AcceptEncoding.of(request);
        Representation best = plain;
        int most = 0;
        for (Representation candidate : coded) {
            ContentCoding coding = candidate.form().coding();
            int weight = coding == null ? 0 : coding.weight(accepted);
            if (weight > most) {
                most = weight;
                best = candidate;
            }
        }
        return most >= accepted.identity() ? best : plain;
    }
}
