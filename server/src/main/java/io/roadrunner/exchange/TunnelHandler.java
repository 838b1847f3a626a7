package io.roadrunner.exchange;

import io.roadrunner.http.UpgradeHandler;
import io.roadrunner.http.UpgradedConnection;

/// What serves a [Tunnel]: an upgrade to a protocol that the server itself speaks.
public interface TunnelHandler extends UpgradeHandler {
    /// The short name of the protocol, such as `ws`.
    String protocol();

    /// Serves until the protocol ends, in the thread of the request.
    ///
    /// @throws Exception what the application throws; the tunnel is cut
    void serve(Tunnel tunnel, TunnelContext context) throws Exception;

    @Override
    default void serve(UpgradedConnection connection) {
        throw new IllegalStateException("needs a connection of this server");
    }
}
