package io.roadrunner.http;

/// Writes the body of a [Response.Streaming] in the thread of the request.
@FunctionalInterface
public interface StreamingBody {
    /// Writes the body piece by piece.
    ///
    /// @param push writes one piece
    /// @return the trailer fields that follow the body, possibly none
    /// @throws Exception for any failure: the body is cut off so that the peer can tell
    Headers writeTo(Push push) throws Exception;
}
