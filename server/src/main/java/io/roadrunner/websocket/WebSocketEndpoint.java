package io.roadrunner.websocket;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers opening handshakes with what one route offers. Immutable but for the pool of compressors
/// that its sessions share; any thread.
final class WebSocketEndpoint {
    private static final String EXTENSIONS = "sec-websocket-extensions";
    private static final String PROTOCOL = "sec-websocket-protocol";

    private final WebSocketOptions options;
    private final Function<Request, WebSocketHandler> sessions;
    private final @Nullable DeflatePool pool;

    WebSocketEndpoint(WebSocketOptions options, Function<Request, WebSocketHandler> sessions) {
        WebSocketCompression compression = options.compression();
        this.options = options;
        this.sessions = sessions;
        this.pool = compression == null ? null : new DeflatePool(compression.level());
    }

    /// The answer to a handshake: the session, or why there is none.
    Response accept(Request request) {
        Response refusal = OpeningHandshake.refusal(request, options.origins());
        if (refusal != null) {
            return refusal;
        }
        List<ExtensionOffer> offers = ExtensionOffer.parse(request.headers().all(EXTENSIONS));
        if (offers == null) {
            return Responses.text(400, "malformed sec-websocket-extensions\n");
        }
        MessageCompression compression = agree(offers);
        String subprotocol = OpeningHandshake.subprotocol(request, options.subprotocols());
        Headers fields = OpeningHandshake.acceptance(request);
        if (subprotocol != null) {
            fields = fields.with(PROTOCOL, subprotocol);
        }
        if (compression != null) {
            fields = fields.with(EXTENSIONS, compression.agreement().response());
        }
        WebSocketHandler handler = sessions.apply(request);
        WebSocketUpgrade upgrade =
                new WebSocketUpgrade(options, request, handler, subprotocol, compression);
        return Responses.upgrade("websocket", upgrade, fields);
    }

    private @Nullable MessageCompression agree(List<ExtensionOffer> offers) {
        WebSocketCompression compression = options.compression();
        if (compression == null || pool == null) {
            return null;
        }
        DeflateAgreement agreement = DeflateOffer.agree(offers, compression);
        return agreement == null ? null : new MessageCompression(compression, agreement, pool);
    }
}
