package io.roadrunner.exchange;

import io.roadrunner.http.Rejection;
import io.roadrunner.http.UpgradeHandler;
import io.roadrunner.telemetry.ResponseKind;
import org.jspecify.annotations.Nullable;

/// What has become of a request so far. Owned by its thread.
final class RequestResult {
    @Nullable String route;
    int status;
    ResponseKind kind = ResponseKind.BUFFERED;

    /// Why the server refuses the request.
    @Nullable Rejection refusal;

    /// What the handler, a middleware or a body of the application threw.
    @Nullable Throwable failure;

    /// Why the answer did not reach the peer.
    @Nullable Throwable sendFailure;

    @Nullable UpgradeHandler upgrade;

    String routeOrEmpty() {
        return route == null ? "" : route;
    }

    UpgradeHandler upgrade() {
        if (upgrade == null) {
            throw new IllegalStateException("no protocol was switched");
        }
        return upgrade;
    }
}
