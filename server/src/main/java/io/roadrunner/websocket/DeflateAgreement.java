package io.roadrunner.websocket;

/// What a client and this server have agreed on for one session with permessage-deflate (RFC 7692
/// §7.1). Immutable.
///
/// @param serverContextTakeover whether the window of what is sent stays from message to message
/// @param clientContextTakeover whether that of what is received does
/// @param serverMaxWindowBits how far back what is sent may refer, when that has to be said; 8 to
///   15 or [DeflateOffer#UNSAID]
/// @param clientMaxWindowBits how far back what is received may refer, when that has to be said; 8
///   to 15 or [DeflateOffer#UNSAID]
record DeflateAgreement(
        boolean serverContextTakeover,
        boolean clientContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {
    /// How far back what is sent may refer, 8 to 15.
    int serverWindowBits() {
        return serverMaxWindowBits == DeflateOffer.UNSAID
                ? DeflateOffer.MAX_WINDOW_BITS
                : serverMaxWindowBits;
    }

    /// The element of `sec-websocket-extensions` that answers the offer. Nothing is left out that a
    /// side has to do; a parameter that says no more than the default is not in it unless the
    /// client asked.
    String response() {
        StringBuilder response = new StringBuilder(DeflateOffer.NAME);
        if (!serverContextTakeover) {
            response.append("; ").append(DeflateOffer.SERVER_NO_CONTEXT_TAKEOVER);
        }
        if (!clientContextTakeover) {
            response.append("; ").append(DeflateOffer.CLIENT_NO_CONTEXT_TAKEOVER);
        }
        if (serverMaxWindowBits != DeflateOffer.UNSAID) {
            append(response, DeflateOffer.SERVER_MAX_WINDOW_BITS, serverMaxWindowBits);
        }
        if (clientMaxWindowBits != DeflateOffer.UNSAID) {
            append(response, DeflateOffer.CLIENT_MAX_WINDOW_BITS, clientMaxWindowBits);
        }
        return response.toString();
    }

    private static void append(StringBuilder response, String name, int value) {
        response.append("; ").append(name).append('=').append(value);
    }
}
