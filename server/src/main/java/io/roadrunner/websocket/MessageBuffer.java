package io.roadrunner.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The content of the message that is arriving. Owned by the thread that reads the session. Grows
/// with what has arrived, never with what was announced, up to the limit of a message; between two
/// messages it holds nothing.
final class MessageBuffer implements PayloadInflater.Sink {
    private static final byte[] NOTHING = {};
    private static final int FIRST_CAPACITY = 512;

    private final int limit;

    /// Goes from message to message: each ends with a whole character, or the session does.
    private final Utf8Validator validator = new Utf8Validator();

    private boolean text;
    private byte[] content = NOTHING;
    private int size;
    private long expected;

    /// @param limit how many octets a message may have
    MessageBuffer(int limit) {
        this.limit = limit;
    }

    /// Begins a message.
    void begin(Opcode opcode) {
        text = opcode == Opcode.TEXT;
    }

    /// Says how many octets the rest of the message has at most, so that no more room is made than
    /// they fill. Makes none itself.
    void expect(long more) {
        expected = size + more;
    }

    @Override
    public void accept(byte[] octets, int from, int to) throws WebSocketException {
        int length = to - from;
        if (length > limit - size) {
            throw tooLarge();
        }
        check(octets, from, to);
        ensure(length);
        System.arraycopy(octets, from, content, size, length);
        size += length;
    }

    /// Ends the message with what has been accepted.
    Received take() throws WebSocketException {
        checkEnd();
        Received message;
        if (text) {
            message = new Received.Text(new String(content, 0, size, StandardCharsets.UTF_8));
        } else {
            message =
                    new Received.Binary(
                            size == content.length ? content : Arrays.copyOf(content, size));
        }
        clear();
        return message;
    }

    /// A message that has come in one piece, which is not held here at all.
    ///
    /// @param octets holds the piece; it is within the limit
    /// @param from where it starts
    /// @param to where it ends
    Received takeWhole(byte[] octets, int from, int to) throws WebSocketException {
        if (!text) {
            return new Received.Binary(Arrays.copyOfRange(octets, from, to));
        }
        check(octets, from, to);
        checkEnd();
        return new Received.Text(new String(octets, from, to - from, StandardCharsets.UTF_8));
    }

    /// Forgets what has been accepted.
    void clear() {
        content = NOTHING;
        size = 0;
    }

    /// The room made so far, in octets.
    int capacity() {
        return content.length;
    }

    /// What ends a session whose peer sends more than a message may have.
    static WebSocketException tooLarge() {
        // "Implementations that have implementation- and/or platform-specific limitations regarding
        // the frame size or total message size after reassembly from multiple frames MUST protect
        // themselves against exceeding those limits." RFC 6455 §10.4
        return new WebSocketException(CloseCode.TOO_LARGE, "a message beyond the limit");
    }

    private void check(byte[] octets, int from, int to) throws WebSocketException {
        // "When an endpoint is to interpret a byte stream as UTF-8 but finds that the byte stream
        // is not, in fact, a valid UTF-8 stream, that endpoint MUST _Fail the WebSocket
        // Connection_." RFC 6455 §8.1
        if (text && !validator.accepts(octets, from, to)) {
            throw new WebSocketException(CloseCode.INVALID_DATA, "a text that is not UTF-8");
        }
    }

    private void checkEnd() throws WebSocketException {
        // "Note that a particular text frame might include a partial UTF-8 sequence; however, the
        // whole message MUST contain valid UTF-8." RFC 6455 §5.6
        if (text && !validator.isComplete()) {
            throw new WebSocketException(
                    CloseCode.INVALID_DATA, "a text that ends within a character");
        }
    }

    private void ensure(int more) {
        int needed = size + more;
        if (needed > content.length) {
            long ahead = Math.max(FIRST_CAPACITY, 2L * content.length);
            long useful = Math.min(Math.min(ahead, expected), limit);
            content = Arrays.copyOf(content, (int) Math.max(needed, useful));
        }
    }
}
