package io.roadrunner.http;

import java.util.Optional;

/// The request that the current thread works for, so that a log line written deep inside of a
/// handler can carry its id. Bound while a handler runs and its body is written, and inherited by
/// the threads that it forks in a structured scope.
public final class RequestScope {
    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    private RequestScope() {}

    /// The id of the current request: 16 lower-case hexadecimal digits; empty outside of a handler.
    public static Optional<String> requestId() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get().requestId()) : Optional.empty();
    }

    /// Calls something with a request bound; for the server and for tests of handlers.
    ///
    /// @param <R> what it returns
    /// @param <X> what it throws
    /// @throws X what it throws
    public static <R, X extends Throwable> R call(
            RequestContext context, ScopedValue.CallableOp<? extends R, X> operation) throws X {
        return ScopedValue.where(CURRENT, context).call(operation);
    }
}
