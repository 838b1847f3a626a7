package io.roadrunner.websocket;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Makes messages of the frames of one client (RFC 6455 §5). It is fed what has arrived, however
/// that is cut, and the cut never changes the outcome; what is wrong is refused at the first octet
/// that shows it. Owned by the thread that reads the session; the inflater belongs to whoever made
/// it.
///
/// Bounds: a data frame has at most `maxFrameSize` octets and a message at most `maxMessageSize`,
/// on the wire as well as inflated; each fragment counts as 64 octets at least, so that empty ones
/// come to an end. Nothing is reserved for what has only been announced, and nothing is held
/// between two messages.
final class MessageDecoder {
    private static final int LEAST_CHARGE = 64;
    private static final byte[] NOTHING = {};

    private final int maxFrameSize;
    private final int maxMessageSize;
    private final @Nullable PayloadInflater inflater;
    private final @Nullable FrameObserver observer;
    private final FrameHeadDecoder head;
    private final MessageBuffer message;

    /// Of the current frame: what is still to come, the key for it, and the payload of a control
    /// frame.
    private long remaining;

    private int key;
    private byte[] control = NOTHING;

    /// Of the current message: whether there is one, what inflates it, and what its frames count
    /// for.
    private boolean open;

    private @Nullable PayloadInflater inflating;
    private long charged;

    private @Nullable Received received;
    private boolean ended;

    /// @param maxFrameSize how many octets a data frame may have
    /// @param maxMessageSize how many octets a message may have
    /// @param inflater takes the compression off, null when none was agreed on
    /// @param observer is told of each frame, null when nobody listens
    MessageDecoder(
            int maxFrameSize,
            int maxMessageSize,
            @Nullable PayloadInflater inflater,
            @Nullable FrameObserver observer) {
        this.maxFrameSize = maxFrameSize;
        this.maxMessageSize = maxMessageSize;
        this.inflater = inflater;
        this.observer = observer;
        head = new FrameHeadDecoder(inflater != null);
        message = new MessageBuffer(maxMessageSize);
    }

    /// Takes what has arrived, up to the end of a message or control frame. Takes at least one
    /// octet of it; what is not taken is to be given again, after [#received()] has been looked at.
    /// Behind a close frame or an error everything is taken and nothing comes of it.
    ///
    /// @param octets holds what has arrived; is unmasked in place
    /// @param from where it starts
    /// @param to where it ends
    /// @return how many octets were taken
    /// @throws WebSocketException when the session is to end with its code
    int decode(byte[] octets, int from, int to) throws WebSocketException {
        received = null;
        int at = from;
        try {
            while (at < to && received == null && !ended) {
                at = step(octets, at, to);
            }
        } catch (WebSocketException e) {
            end();
            throw e;
        }
        // "after receiving a control frame indicating the connection should be closed, a peer
        // discards any further data received" RFC 6455 §1.4
        return received == null ? to - from : at - from;
    }

    /// What has ended with the last octet that was taken, null when nothing has.
    @Nullable Received received() {
        return received;
    }

    /// How many octets the frame that is arriving is still going to have, 0 between two frames.
    long remaining() {
        return remaining;
    }

    /// How much room is made for the message that is arriving, in octets.
    int capacity() {
        return message.capacity();
    }

    private int step(byte[] octets, int from, int to) throws WebSocketException {
        int at = from;
        if (!head.isComplete()) {
            at += head.decode(octets, from, to);
            if (!head.isComplete()) {
                return at;
            }
            beginFrame();
        }
        if (at < to && remaining > 0) {
            int end = (int) Math.min(to, at + remaining);
            key = Masking.apply(octets, at, end, key);
            takePayload(octets, at, end);
            at = end;
        }
        if (remaining == 0) {
            endFrame();
        }
        return at;
    }

    private void beginFrame() throws WebSocketException {
        remaining = head.length();
        key = head.key();
        if (head.opcode().isControl()) {
            control = remaining == 0 ? NOTHING : new byte[(int) remaining];
        } else {
            beginData();
        }
        if (observer != null) {
            observer.frame(head.opcode(), head.fin(), head.length());
        }
    }

    private void beginData() throws WebSocketException {
        boolean first = head.opcode() != Opcode.CONTINUATION;
        // "The fragments of one message MUST NOT be interleaved between the fragments of another
        // message" RFC 6455 §5.4
        if (first && open) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a message within a message");
        }
        // "A fragmented message consists of a single frame with the FIN bit clear and an opcode
        // other than 0, followed by zero or more frames with the FIN bit clear and the opcode set
        // to 0, and terminated by a single frame with the FIN bit set and an opcode of 0." RFC 6455
        // §5.4
        if (!first && !open) {
            throw new WebSocketException(
                    CloseCode.PROTOCOL_ERROR, "the continuation of no message");
        }
        if (remaining > maxFrameSize) {
            throw new WebSocketException(CloseCode.TOO_LARGE, "a frame beyond the limit");
        }
        charge(first && head.fin() ? remaining : Math.max(remaining, LEAST_CHARGE));
        if (first) {
            open = true;
            inflating = head.compressed() ? inflater : null;
            message.begin(head.opcode());
        }
        message.expect(head.fin() && inflating == null ? remaining : maxMessageSize);
    }

    private void charge(long length) throws WebSocketException {
        charged += length;
        if (charged > maxMessageSize) {
            throw MessageBuffer.tooLarge();
        }
    }

    private void takePayload(byte[] octets, int from, int to) throws WebSocketException {
        int length = to - from;
        boolean whole = length == head.length();
        remaining -= length;
        if (head.opcode().isControl()) {
            int start = control.length - length - (int) remaining;
            System.arraycopy(octets, from, control, start, length);
        } else if (inflating != null) {
            inflating.inflate(octets, from, to, message);
        } else if (whole && head.fin() && head.opcode() != Opcode.CONTINUATION) {
            received = message.takeWhole(octets, from, to);
        } else {
            message.accept(octets, from, to);
        }
    }

    private void endFrame() throws WebSocketException {
        Opcode opcode = head.opcode();
        boolean fin = head.fin();
        head.reset();
        if (opcode.isControl()) {
            received = controlFrame(opcode);
            control = NOTHING;
        } else if (fin) {
            endMessage();
        }
    }

    private void endMessage() throws WebSocketException {
        if (inflating != null) {
            inflating.endMessage(message);
        }
        if (received == null) {
            received = message.take();
        }
        open = false;
        inflating = null;
        charged = 0;
    }

    private Received controlFrame(Opcode opcode) throws WebSocketException {
        return switch (opcode) {
            case PING -> new Received.Ping(control);
            case PONG -> new Received.Pong(control);
            case CLOSE -> {
                Received close = closeFrame();
                end();
                yield close;
            }
            case CONTINUATION, TEXT, BINARY ->
                    throw new IllegalStateException("no control frame: " + opcode);
        };
    }

    private Received.Close closeFrame() throws WebSocketException {
        if (control.length == 0) {
            return new Received.Close(CloseCode.NO_STATUS, "");
        }
        // "If there is a body, the first two bytes of the body MUST be a 2-byte unsigned integer
        // (in network byte order) representing a status code with value /code/ defined in Section
        // 7.4." RFC 6455 §5.5.1
        int code = codeIn(control);
        if (!CloseCode.maySend(code)) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, "a close code that is none");
        }
        // "Following the 2-byte integer, the body MAY contain UTF-8-encoded data with value
        // /reason/" RFC 6455 §5.5.1
        Utf8Validator validator = new Utf8Validator();
        if (!validator.accepts(control, 2, control.length) || !validator.isComplete()) {
            throw new WebSocketException(
                    CloseCode.PROTOCOL_ERROR, "a close reason that is not UTF-8");
        }
        return new Received.Close(
                code, new String(control, 2, control.length - 2, StandardCharsets.UTF_8));
    }

    private static int codeIn(byte[] body) {
        return body.length < Short.BYTES
                ? CloseCode.NO_STATUS
                : ((body[0] & 0xff) << Byte.SIZE) | (body[1] & 0xff);
    }

    private void end() {
        ended = true;
        message.clear();
        control = NOTHING;
    }
}
