package io.roadrunner.middleware;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.RequestHead;
import io.roadrunner.http.Response;
import io.roadrunner.http.TrustedProxies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settles the field `x-request-id`: of peers in trusted networks it is taken as they sent it, when
/// it is one token of at most 128 characters; of all others, or without one, it is the id that the
/// server gave. The handler finds it in its request, the peer in the answer. Immutable; any thread.
///
/// [Request#requestId()], telemetry and the request scope keep the id of the server.
public final class RequestId implements Middleware {
    private static final String FIELD = "x-request-id";
    private static final int MAX_LENGTH = 128;

    private final TrustedProxies trusted;

    private RequestId(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /// Trusts nobody: the id is always the server's.
    public static RequestId standard() {
        return trusting(TrustedProxies.none());
    }

    /// Trusts the peers in these networks, such as `10.0.0.0/8` or `2001:db8::1`, and on
    /// unix-domain sockets with `unix`.
    ///
    /// @throws IllegalArgumentException when one of them is no network
    public static RequestId trusting(String... networks) {
        return trusting(TrustedProxies.of(networks));
    }

    /// Trusts these peers.
    public static RequestId trusting(TrustedProxies peers) {
        return new RequestId(peers);
    }

    @Override
    public Response call(Request request, Handler next) throws Exception {
        String sent = trusted.trusts(request.peer()) ? sent(request.headers()) : null;
        String id = sent == null ? request.requestId() : sent;
        Response response = next.handle(request.withHead(headWith(request.head(), id)));
        return response.withHeaders(response.headers().withReplaced(FIELD, id));
    }

    /// The id of a peer; null unless there is exactly one and it is a token (RFC 9110 §5.6.2).
    private static @Nullable String sent(Headers headers) {
        List<String> values = headers.all(FIELD);
        if (values.size() != 1) {
            return null;
        }
        String id = values.getFirst();
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return null;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isTokenCharacter(id.charAt(i))) {
                return null;
            }
        }
        return id;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static RequestHead headWith(RequestHead head, String id) {
        return head.withHeaders(head.headers().withReplaced(FIELD, id));
    }
}
