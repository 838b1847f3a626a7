package io.roadrunner.conformance.forwarding;

import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A handler that says who it thinks has sent the request. Stateless.
final class Origin {
    private Origin() {}

    static Response of(Request request) {
        InetSocketAddress peer = request.peer();
        InetAddress client = request.clientAddress();
        String origin =
                "peer=%s client=%s for=%s scheme=%s host=%s"
                        .formatted(
                                peer == null ? "none" : peer.getHostString(),
                                client == null ? "none" : client.getHostAddress(),
                                request.forwardedFor(),
                                request.scheme(),
                                request.host());
        return Responses.text(200, origin);
    }
}
