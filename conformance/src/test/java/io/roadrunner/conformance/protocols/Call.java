package io.roadrunner.conformance.protocols;

import io.roadrunner.http.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One request and the answer to it, as far as they have come.
interface Call {
    /// Sends a piece of content; waits for as long as the server does not take it.
    Call write(byte[] piece);

    /// Ends the request; nothing happens to one without content.
    ///
    /// @param trailers what follows the content, when its length was not announced
    Call end(Headers trailers);

    /// The next head of the answer: an interim one, or the final one.
    ///
    /// @throws CutOffException when the server gives up
    Head readHead();

    /// The next piece of content; an empty one is its end.
    ///
    /// @throws CutOffException when the server gives up
    byte[] readPiece();

    /// What followed the content, once its end was read.
    Headers trailers();

    /// Wants no answer any more: resets the stream, or the connection where there is nothing else.
    void cancel();

    default Call write(String piece) {
        return write(piece.getBytes(StandardCharsets.UTF_8));
    }

    default Call end() {
        return end(Headers.empty());
    }

    /// Reads content until so much of it has come.
    ///
    /// @return all that has come, at least as long as what is expected
    default String readContent(int atLeast) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (content.size() < atLeast) {
            byte[] piece = readPiece();
            if (piece.length == 0) {
                throw new AssertionError("it ended after: " + content);
            }
            content.writeBytes(piece);
        }
        return content.toString(StandardCharsets.UTF_8);
    }

    /// The whole answer.
    ///
    /// @throws CutOffException when the server gives up
    default Answer answer() {
        List<Head> interim = new ArrayList<>();
        Head head = readHead();
        while (head.status() < 200) {
            interim.add(head);
            head = readHead();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] piece = readPiece();
        while (piece.length > 0) {
            content.writeBytes(piece);
            piece = readPiece();
        }
        return new Answer(interim, head, content.toString(StandardCharsets.ISO_8859_1), trailers());
    }
}
