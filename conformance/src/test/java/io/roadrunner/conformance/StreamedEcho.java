package io.roadrunner.conformance;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.IOException;

/// Sends the content of a request back while it comes in.
public final class StreamedEcho {
    private StreamedEcho() {}

    /// The answer of a handler that does nothing else.
    public static Response answer(Request request) {
        return Responses.streaming(
                200,
                Headers.empty(),
                push -> {
                    copy(request, push);
                    return Headers.empty();
                });
    }

    /// Pushes what is read until the content has ended.
    public static void copy(Request request, Push push) throws IOException {
        byte[] piece = request.readChunk();
        while (piece.length > 0) {
            push.send(piece);
            piece = request.readChunk();
        }
    }
}
