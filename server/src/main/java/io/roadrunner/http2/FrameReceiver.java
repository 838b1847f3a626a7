package io.roadrunner.http2;

import io.roadrunner.http.Headers;
import io.roadrunner.http2.AbuseBudgets.Abuse;
import org.jspecify.annotations.Nullable;

/// Takes the frames of a connection in their order (RFC 9113 §6) and passes on what they say. Lives
/// in the thread that reads.
final class FrameReceiver {
    private final Http2Connection connection;
    private final Http2Channel channel;
    private final AbuseBudgets budgets;
    private final HeaderReceiver headers;
    private final PriorityReceiver priorities;
    private boolean greeted;

    FrameReceiver(Http2Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
        this.budgets = connection.budgets();
        this.headers = new HeaderReceiver(connection);
        this.priorities = new PriorityReceiver(connection);
    }

    /// Takes one frame.
    ///
    /// @throws Http2Exception when it breaks the protocol or is one too many
    void receive(Frame frame) throws Http2Exception {
        if (!greeted) {
            // "A SETTINGS frame MUST be sent by both endpoints at the start of a connection" RFC
            // 9113 §6.5; it is part of the preface: RFC 9113 §3.4.
            boolean settings = frame.type() == FrameType.SETTINGS && !frame.has(FrameType.ACK);
            FrameRules.require(
                    settings, ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS");
            greeted = true;
        }
        headers.checkOrder(frame);
        switch (frame.type()) {
            case FrameType.DATA -> data(frame);
            case FrameType.HEADERS -> headers.headers(frame);
            case FrameType.PRIORITY -> priorities.priority(frame);
            case FrameType.RST_STREAM -> resetStream(frame);
            case FrameType.SETTINGS -> settings(frame);
            case FrameType.PUSH_PROMISE ->
                    // "A client cannot push." RFC 9113 §8.4
                    throw new Http2Exception.OfConnection(
                            ErrorCode.PROTOCOL_ERROR, "PUSH_PROMISE from a client");
            case FrameType.PING -> ping(frame);
            case FrameType.GOAWAY -> goAway(frame);
            case FrameType.WINDOW_UPDATE -> windowUpdate(frame);
            case FrameType.CONTINUATION -> headers.continuation(frame);
            case FrameType.PRIORITY_UPDATE -> priorities.update(frame);
            // "Implementations MUST discard frames that have unknown or unsupported types."
            // RFC 9113 §5.5
            default -> spend(Abuse.UNKNOWN_FRAMES);
        }
    }

    private void data(Frame frame) throws Http2Exception {
        FrameRules.requireStream(frame);
        Frame content = frame.withoutPadding();
        boolean end = frame.has(FrameType.END_STREAM);
        if (content.length() == 0 && !end) {
            spend(Abuse.EMPTY_DATA);
        } else {
            budgets.earn(Abuse.EMPTY_DATA, 1);
        }
        channel.lock().lock();
        try {
            // "The entire DATA frame payload is included in flow control, including the Pad Length
            // and Padding fields if present." RFC 9113 §6.1
            FrameRules.require(
                    channel.window().receive(frame.length()),
                    ErrorCode.FLOW_CONTROL_ERROR,
                    "more content than the window of the connection");
            receiveContent(frame, content, end);
            channel.measure(frame.length());
        } finally {
            channel.lock().unlock();
        }
    }

    private void receiveContent(Frame frame, Frame content, boolean end) throws Http2Exception {
        Http2Request request = channel.streams().get(frame.streamId());
        Http2Body body = request == null ? null : request.body();
        if (request == null || body == null || !request.stream().state().receives()) {
            channel.releaseUnread(frame.length());
            checkMayBeLate(frame);
            return;
        }
        if (!body.window().receive(frame.length())) {
            channel.releaseUnread(frame.length());
            throw new Http2Exception.OfStream(
                    frame.streamId(),
                    ErrorCode.FLOW_CONTROL_ERROR,
                    "more content than the window of the stream");
        }
        int held;
        try {
            held = body.receive(content.octets(), content.offset(), content.length());
        } catch (Http2Exception.OfStream tooMuch) {
            channel.releaseUnread(frame.length());
            throw tooMuch;
        }
        channel.release(request.stream(), body.window(), frame.length() - held);
        if (end) {
            channel.receivedEnd(request, body, Headers.empty());
        } else if (body.isDropped()) {
            channel.discard(request, frame.length());
        }
    }

    /// A frame for a stream that has ended: it was on its way when this side ended it, or it is an
    /// error.
    private void checkMayBeLate(Frame frame) throws Http2Exception {
        requireNotIdle(frame);
        ResetStreams reset = channel.streams().reset();
        if (!reset.contains(frame.streamId())) {
            // "If an endpoint receives a DATA frame whose stream is not in the "open" or
            // "half-closed (local)" state, the recipient MUST respond with a stream error of type
            // STREAM_CLOSED." RFC 9113 §6.1
            throw new Http2Exception.OfStream(
                    frame.streamId(), ErrorCode.STREAM_CLOSED, "content on a closed stream");
        }
        boolean end = frame.has(FrameType.END_STREAM);
        if (!reset.wasOnItsWay(frame.streamId(), frame.length(), end)) {
            spend(Abuse.IDLE_TALK);
        }
    }

    private void resetStream(Frame frame) throws Http2Exception {
        FrameRules.requireStream(frame);
        FrameRules.requireLength(frame, 4, "RST_STREAM has 4 octets");
        String code = ErrorCode.nameOf(frame.intAt(0));
        boolean incomplete;
        channel.lock().lock();
        try {
            // "If a RST_STREAM frame identifying an idle stream is received, the recipient MUST
            // treat this as a connection error of type PROTOCOL_ERROR." RFC 9113 §6.4
            requireNotIdle(frame);
            budgets.earn(Abuse.RESETS, channel.streams().takeCompleted());
            Http2Request request = channel.streams().get(frame.streamId());
            incomplete = request != null && request.stream().state() != StreamState.CLOSED;
            if (request != null) {
                channel.ended(request, "reset by the peer: " + code);
            }
        } finally {
            channel.lock().unlock();
        }
        if (incomplete) {
            connection.reportResetByPeer(frame.streamId(), code);
        }
        spend(Abuse.RESETS);
    }

    private void settings(Frame frame) throws Http2Exception {
        FrameRules.requireConnection(frame);
        if (frame.has(FrameType.ACK)) {
            FrameRules.requireLength(frame, 0, "an acknowledgement of SETTINGS is empty");
            spend(Abuse.IDLE_TALK);
            settingsKnown();
            return;
        }
        // "A SETTINGS frame with a length other than a multiple of 6 octets MUST be treated as a
        // connection error of type FRAME_SIZE_ERROR." RFC 9113 §6.5
        FrameRules.require(
                frame.length() % 6 == 0,
                ErrorCode.FRAME_SIZE_ERROR,
                "SETTINGS has a multiple of 6 octets");
        spend(Abuse.SETTINGS);
        channel.lock().lock();
        try {
            channel.applySettings(frame);
        } finally {
            channel.lock().unlock();
        }
    }

    private void settingsKnown() {
        channel.lock().lock();
        try {
            channel.settingsKnown();
        } finally {
            channel.lock().unlock();
        }
    }

    private void ping(Frame frame) throws Http2Exception {
        FrameRules.requireConnection(frame);
        FrameRules.requireLength(frame, 8, "PING has 8 octets");
        long opaque = frame.longAt(0);
        if (frame.has(FrameType.ACK)) {
            spend(Abuse.IDLE_TALK);
            pingAnswered(opaque);
            return;
        }
        channel.lock().lock();
        try {
            earnBySending();
            spend(Abuse.PINGS);
            channel.outbox().control().ping(opaque, true);
            channel.outbox().send();
        } finally {
            channel.lock().unlock();
        }
    }

    private void pingAnswered(long opaque) {
        if (opaque == Departure.PING) {
            connection.end().confirmed();
        } else if (opaque == WindowTuner.PING) {
            channel.lock().lock();
            try {
                channel.growWindows();
            } finally {
                channel.lock().unlock();
            }
        }
    }

    private void goAway(Frame frame) throws Http2Exception {
        FrameRules.requireConnection(frame);
        FrameRules.require(
                frame.length() >= 8, ErrorCode.FRAME_SIZE_ERROR, "GOAWAY has 8 octets or more");
        spend(Abuse.IDLE_TALK);
        connection.end().peerLeaves();
    }

    private void windowUpdate(Frame frame) throws Http2Exception {
        FrameRules.requireLength(frame, 4, "WINDOW_UPDATE has 4 octets");
        int increment = frame.int31At(0);
        channel.lock().lock();
        try {
            earnBySending();
            if (frame.streamId() == 0) {
                growConnection(increment);
            } else {
                requireNotIdle(frame);
                growStream(channel.streams().get(frame.streamId()), frame, increment);
            }
            channel.outbox().send();
        } finally {
            channel.lock().unlock();
        }
        spend(Abuse.WINDOW_UPDATES);
    }

    private void growConnection(int increment) throws Http2Exception {
        FrameRules.require(increment > 0, ErrorCode.PROTOCOL_ERROR, "an increment of 0");
        FrameRules.require(
                channel.outbox().window().add(increment),
                ErrorCode.FLOW_CONTROL_ERROR,
                "the window of the connection goes past 2^31-1");
    }

    /// "A receiver MUST treat the receipt of a WINDOW_UPDATE frame with a flow-control window
    /// increment of 0 as a stream error of type PROTOCOL_ERROR" RFC 9113 §6.9
    private void growStream(@Nullable Http2Request request, Frame frame, int increment)
            throws Http2Exception {
        if (increment == 0 && !channel.streams().reset().contains(frame.streamId())) {
            throw new Http2Exception.OfStream(
                    frame.streamId(), ErrorCode.PROTOCOL_ERROR, "an increment of 0");
        }
        if (request == null || request.stream().state() == StreamState.CLOSED) {
            return;
        }
        if (!request.stream().sendWindow().add(increment)) {
            throw new Http2Exception.OfStream(
                    frame.streamId(),
                    ErrorCode.FLOW_CONTROL_ERROR,
                    "the window of the stream goes past 2^31-1");
        }
        channel.outbox().enqueue(request.stream());
    }

    /// What is sent is what a peer measures and makes room for: the more, the more often. With the
    /// lock.
    private void earnBySending() {
        int sent = channel.outbox().takeFramesSent();
        budgets.earn(Abuse.WINDOW_UPDATES, channel.outbox().takeUpdatesDue());
        budgets.earn(Abuse.PINGS, sent);
    }

    private void spend(Abuse abuse) throws Http2Exception.OfConnection {
        budgets.spend(abuse, channel.clock().coarseNanoTime());
    }

    /// "The identifier of a newly established stream MUST be numerically greater than all streams
    /// that the initiating endpoint has opened": what is greater is idle (RFC 9113 §5.1.1).
    private void requireNotIdle(Frame frame) throws Http2Exception.OfConnection {
        boolean even = frame.streamId() % 2 == 0;
        boolean idle = even || frame.streamId() > channel.streams().lastId();
        FrameRules.require(!idle, ErrorCode.PROTOCOL_ERROR, "a frame for an idle stream");
    }
}
