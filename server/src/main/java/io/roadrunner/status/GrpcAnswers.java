package io.roadrunner.status;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;

/// Answers of gRPC over HTTP/2: the status of a call is in its trailers, or in its head when there
/// is nothing else to say. Stateless.
final class GrpcAnswers {
    static final String CONTENT_TYPE = "application/grpc";

    private static final Headers TYPE =
            Headers.of("content-type", CONTENT_TYPE, "grpc-accept-encoding", "identity");

    private GrpcAnswers() {}

    /// The head of an answer with messages.
    static Headers head() {
        return TYPE;
    }

    /// One message, already in its frame.
    static Response message(byte[] frame) {
        return Responses.streaming(
                200,
                TYPE,
                push -> {
                    push.send(frame);
                    return trailers(GrpcStatus.OK, "");
                });
    }

    /// No message.
    static Response failed(GrpcException failure) {
        return Responses.status(
                200, TYPE.toBuilder().addAll(trailers(failure.status(), failure.text())).build());
    }

    /// The end of a call.
    ///
    /// @param text printable ASCII without a percent sign
    static Headers trailers(GrpcStatus status, String text) {
        Headers number = Headers.of("grpc-status", Integer.toString(status.number()));
        return text.isEmpty() ? number : number.with("grpc-message", text);
    }
}
