package io.roadrunner.http;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The answer of a handler in one of five shapes. Immutable, may be kept and returned again (a
/// [SendFile] only as long as its file is open). The server does the framing: it adds
/// `content-length` or chunks, `date` and `connection`, and leaves out the body where HTTP forbids
/// one. [Responses] builds them.
public sealed interface Response {
    /// The status code, 200 to 599.
    int status();

    /// The fields in the order in which they are sent.
    Headers headers();

    /// This response with other fields.
    Response withHeaders(Headers headers);

    /// This response with one more field at the end. Throws [InvalidHeaderException].
    default Response withHeader(String name, String value) {
        return withHeaders(headers().with(name, value));
    }

    /// Throws [InvalidResponseException] unless the status is a final one (RFC 9110 §15).
    private static void checkStatus(int status) {
        if (status < 200 || status > 599) {
            throw new InvalidResponseException("not a final status: " + status);
        }
    }

    /// Whether a response of this status has no content at all (RFC 9110 §6.4.1).
    static boolean forbidsContent(int status) {
        return status == 204 || status == 304 || status < 200;
    }

    /// The whole body is known.
    ///
    /// @param status 200 to 599
    /// @param headers the fields
    /// @param body the content; the accessor returns a read-only view whose position does not move
    record Buffered(int status, Headers headers, ByteBuffer body) implements Response {
        /// Throws [InvalidResponseException] for an interim status or a body on 204 or 304.
        public Buffered {
            checkStatus(status);
            if (forbidsContent(status) && body.hasRemaining()) {
                throw new InvalidResponseException("status " + status + " has no body");
            }
            body = body.asReadOnlyBuffer();
        }

        @Override
        public ByteBuffer body() {
            return body.duplicate();
        }

        @Override
        public Buffered withHeaders(Headers headers) {
            return new Buffered(status, headers, body);
        }
    }

    /// The body is written piece by piece after the head has left.
    ///
    /// @param status 200 to 599, not 204 or 304
    /// @param headers the fields; with a `content-length` exactly that many bytes must be written
    /// @param body writes the content
    record Streaming(int status, Headers headers, StreamingBody body) implements Response {
        /// Throws [InvalidResponseException] for an interim status or one without content.
        public Streaming {
            checkContent(status);
        }

        @Override
        public Streaming withHeaders(Headers headers) {
            return new Streaming(status, headers, body);
        }
    }

    /// The head leaves at once, then each message of the request's [Mailbox] may add to the body.
    ///
    /// @param status 200 to 599, not 204 or 304
    /// @param headers the fields
    /// @param state the first state
    /// @param handler what handles the messages
    /// @param <S> the state that goes from message to message
    record Loop<S>(int status, Headers headers, S state, LoopHandler<S> handler)
            implements Response {
        /// Throws [InvalidResponseException] for an interim status or one without content.
        public Loop {
            checkContent(status);
        }

        @Override
        public Loop<S> withHeaders(Headers headers) {
            return new Loop<>(status, headers, state, handler);
        }
    }

    /// A part of an open file, sent by the kernel where the transport can. Whoever opened the
    /// channel closes it: give it to [Request#closeAfterwards(java.io.Closeable)].
    ///
    /// @param status 200 to 599, not 204 or 304
    /// @param headers the fields
    /// @param file an open channel; its position is not used
    /// @param offset first byte, from 0
    /// @param length how many bytes; a file that turns out shorter cuts the response off visibly
    record SendFile(int status, Headers headers, FileChannel file, long offset, long length)
            implements Response {
        /// Throws [InvalidResponseException] for a status without content or a negative range.
        public SendFile {
            checkContent(status);
            if (offset < 0 || length < 0) {
                throw new InvalidResponseException("negative range " + offset + "+" + length);
            }
        }

        @Override
        public SendFile withHeaders(Headers headers) {
            return new SendFile(status, headers, file, offset, length);
        }
    }

    /// The connection changes its protocol (RFC 9110 §7.8): 101, then the application owns the
    /// bytes.
    ///
    /// @param protocol the value of the `upgrade` field
    /// @param headers further fields of the 101
    /// @param handler what serves the connection from then on
    record Upgrade(String protocol, Headers headers, UpgradeHandler handler) implements Response {
        /// Throws [InvalidHeaderException] when the protocol is not a field value.
        public Upgrade {
            Headers.of("upgrade", protocol);
        }

        @Override
        public int status() {
            return 101;
        }

        @Override
        public Upgrade withHeaders(Headers headers) {
            return new Upgrade(protocol, headers, handler);
        }
    }

    private static void checkContent(int status) {
        checkStatus(status);
        if (forbidsContent(status)) {
            throw new InvalidResponseException("status " + status + " has no body");
        }
    }
}
