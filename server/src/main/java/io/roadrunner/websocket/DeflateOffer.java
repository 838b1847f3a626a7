package io.roadrunner.websocket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An offer of permessage-deflate whose parameters are all valid (RFC 7692 §7.1). Immutable.
///
/// @param serverNoContextTakeover the client keeps no window for what it receives
/// @param clientNoContextTakeover the client is not going to keep one for what it sends
/// @param serverMaxWindowBits how far back what it receives may refer; [#UNSAID] or 8 to 15
/// @param clientMaxWindowBits how far back it is going to refer itself, and that it can be told to
///   refer less far; [#UNSAID] or 8 to 15
record DeflateOffer(
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {
    static final String NAME = "permessage-deflate";
    static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

    static final int MIN_WINDOW_BITS = 8;

    /// What holds when nothing is said: 32 KiB (RFC 7692 §7.1.2).
    static final int MAX_WINDOW_BITS = 15;

    /// Stands for a parameter that is not there.
    static final int UNSAID = 0;

    /// What is agreed on the first offer that can be accepted; null when there is none, and the
    /// session goes on without. "The order of elements is important as it specifies the client's
    /// preference." RFC 7692 §5
    static @Nullable DeflateAgreement agree(
            List<ExtensionOffer> offers, WebSocketCompression options) {
        for (ExtensionOffer offer : offers) {
            DeflateOffer acceptable = of(offer);
            if (acceptable != null) {
                return acceptable.accept(options);
            }
        }
        return null;
    }

    /// The offer, or null when it is one of another extension or has to be declined: "The
    /// negotiation offer contains an extension parameter not defined for use in an offer. [...] an
    /// extension parameter with an invalid value. [...] multiple extension parameters with the same
    /// name." RFC 7692 §7
    static @Nullable DeflateOffer of(ExtensionOffer offer) {
        if (!offer.name().equals(NAME)) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (ExtensionOffer.Parameter parameter : offer.parameters()) {
            String name = parameter.name();
            if (!isValid(name, parameter.value()) || values.put(name, parameter.value()) != null) {
                return null;
            }
        }
        String serverBits = values.get(SERVER_MAX_WINDOW_BITS);
        String clientBits = values.get(CLIENT_MAX_WINDOW_BITS);
        return new DeflateOffer(
                values.containsKey(SERVER_NO_CONTEXT_TAKEOVER),
                values.containsKey(CLIENT_NO_CONTEXT_TAKEOVER),
                serverBits == null ? UNSAID : windowBits(serverBits),
                clientBits == null ? UNSAID : clientWindowBits(clientBits));
    }

    private static boolean isValid(String name, String value) {
        return switch (name) {
            // "This parameter has no value." RFC 7692 §7.1.1
            case SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER -> value.isEmpty();
            case SERVER_MAX_WINDOW_BITS -> windowBits(value) != UNSAID;
            // "a parameter without a value" says only that it can be told. RFC 7692 §7.1.2.2
            case CLIENT_MAX_WINDOW_BITS -> clientWindowBits(value) != UNSAID;
            default -> false;
        };
    }

    private static int clientWindowBits(String value) {
        return value.isEmpty() ? MAX_WINDOW_BITS : windowBits(value);
    }

    /// "This parameter has a decimal integer value without leading zeroes between 8 to 15,
    /// inclusive" RFC 7692 §7.1.2.1; [#UNSAID] when it is something else.
    private static int windowBits(String value) {
        return switch (value) {
            case "8" -> 8;
            case "9" -> 9;
            case "10" -> 10;
            case "11" -> 11;
            case "12" -> 12;
            case "13" -> 13;
            case "14" -> 14;
            case "15" -> 15;
            default -> UNSAID;
        };
    }

    /// What both sides are going to do: the least that one of them wants.
    DeflateAgreement accept(WebSocketCompression options) {
        int serverBits = options.serverMaxWindowBits();
        if (serverMaxWindowBits != UNSAID) {
            // "with the same or smaller value as the offer" RFC 7692 §7.1.2.1
            serverBits = Math.min(serverBits, serverMaxWindowBits);
        } else if (serverBits == MAX_WINDOW_BITS) {
            serverBits = UNSAID;
        }
        // "If a received extension negotiation offer doesn't have the "client_max_window_bits"
        // extension parameter, the corresponding extension negotiation response to the offer MUST
        // NOT include the "client_max_window_bits" extension parameter." RFC 7692 §7.1.2.2
        int clientBits = Math.min(options.clientMaxWindowBits(), clientMaxWindowBits);
        if (clientBits == MAX_WINDOW_BITS) {
            clientBits = UNSAID;
        }
        return new DeflateAgreement(
                options.serverContextTakeover() && !serverNoContextTakeover,
                options.clientContextTakeover() && !clientNoContextTakeover,
                serverBits,
                clientBits);
    }
}
