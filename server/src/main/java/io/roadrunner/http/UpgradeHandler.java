package io.roadrunner.http;

/// Serves a connection after a switch of protocols, in the thread of the request.
@FunctionalInterface
public interface UpgradeHandler {
    /// Serves until the new protocol ends; the connection is closed afterwards.
    ///
    /// @throws Exception for any failure; the connection is cut
    void serve(UpgradedConnection connection) throws Exception;
}
