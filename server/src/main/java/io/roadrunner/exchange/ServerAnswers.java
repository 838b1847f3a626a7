package io.roadrunner.exchange;

import io.roadrunner.http.FormException;
import io.roadrunner.http.Headers;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.Response;
import io.roadrunner.http.TooManyParametersException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What the server itself answers when a request is refused. Stateless.
final class ServerAnswers {
    private static final Headers TEXT = Headers.of("content-type", "text/plain; charset=utf-8");
    private static final Headers RETRY = TEXT.with("retry-after", "1");
    private static final int BAD_REQUEST = 400;

    private ServerAnswers() {}

    /// The answer to what was thrown, which is noted.
    static Response to(Throwable failure, RequestResult result) {
        return switch (failure) {
            case RejectedException refused -> {
                result.refusal = refused.rejection();
                yield of(refused.rejection());
            }
            case FormException malformed -> of(malformed);
            case TooManyParametersException tooMany -> of(tooMany);
            case Throwable fault -> {
                result.failure = fault;
                yield of(Rejection.INTERNAL_ERROR);
            }
        };
    }

    static Response of(Rejection rejection) {
        boolean retry = rejection == Rejection.TOO_MANY_REQUESTS;
        return text(rejection.status(), retry ? RETRY : TEXT, rejection.text());
    }

    private static Response of(FormException malformed) {
        // "If the problem was caused by an unsupported content coding, the Accept-Encoding response
        // header field ought to be used" RFC 9110 §15.5.16
        boolean coded = malformed.reason() == FormException.Reason.UNSUPPORTED_CONTENT_CODING;
        Headers headers = coded ? TEXT.with("accept-encoding", "identity") : TEXT;
        return text(malformed.reason().status(), headers, String.valueOf(malformed.getMessage()));
    }

    private static Response of(TooManyParametersException tooMany) {
        return text(BAD_REQUEST, TEXT, String.valueOf(tooMany.getMessage()));
    }

    private static Response text(int status, Headers headers, String line) {
        byte[] octets = (line + "\n").getBytes(StandardCharsets.UTF_8);
        return new Response.Buffered(status, headers, ByteBuffer.wrap(octets));
    }

    /// An answer without content.
    static Response empty(int status) {
        return new Response.Buffered(status, Headers.empty(), ByteBuffer.allocate(0));
    }
}
