package io.roadrunner.websocket;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One element of `sec-websocket-extensions`: an extension that a client would like to use, as it
/// wrote it. Immutable.
///
/// @param name the extension
/// @param parameters in the order of the client, the same name perhaps more than once
record ExtensionOffer(String name, List<Parameter> parameters) {
    ExtensionOffer {
        parameters = List.copyOf(parameters);
    }

    /// A parameter of an extension.
    ///
    /// @param name in the letters of the client
    /// @param value without quotes; empty when there is none, since a value never is
    record Parameter(String name, String value) {}

    /// All offers of a request, the one that the client likes best first; null when a line is
    /// malformed: "If a value is received by either the client or the server during negotiation
    /// that does not conform to the ABNF below, the recipient of such malformed data MUST
    /// immediately _Fail the WebSocket Connection_." RFC 6455 §9.1
    ///
    /// @param lines the values of all `sec-websocket-extensions` fields: "this header field MAY be
    ///   split or combined across multiple lines" RFC 6455 §9.1
    static @Nullable List<ExtensionOffer> parse(List<String> lines) {
        List<ExtensionOffer> offers = new ArrayList<>();
        for (String line : lines) {
            if (!new ExtensionsParser(line).readInto(offers)) {
                return null;
            }
        }
        return offers;
    }
}
