package io.roadrunner.http;

/// Answers a request. Called on a virtual thread of its own, so that it may block; several calls
/// run at the same time. An exception becomes a 500 and a telemetry event.
@FunctionalInterface
public interface Handler {
    /// Answers one request.
    ///
    /// @param request the request, owned by the calling thread until the answer is written
    /// @return the answer, which the server frames and writes
    /// @throws Exception for any failure; a [RejectedException] of the body is answered as it says
    Response handle(Request request) throws Exception;
}
