package io.roadrunner.http2;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.hpack.HpackDecoder;
import io.roadrunner.hpack.HpackException;
import io.roadrunner.hpack.HpackFields;
import io.roadrunner.http2.AbuseBudgets.Abuse;
import java.nio.ByteBuffer;

/// Takes HEADERS and CONTINUATION (RFC 9113 §6.2, §6.10): every block is decoded, also those of
/// streams that are refused, because the decoder's table must not fall behind the peer's. Lives in
/// the thread that reads.
final class HeaderReceiver {
    private static final int TABLE_SIZE = 4096;
    private static final int PRIORITY_LENGTH = 5;

    private final Http2Connection connection;
    private final Http2Channel channel;
    private final HpackDecoder decoder;
    private final HeaderBlock block;

    HeaderReceiver(Http2Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
        Http2Settings settings = channel.settings();
        this.decoder = new HpackDecoder(TABLE_SIZE, settings.http2().maxHeaderListSize());
        this.block = new HeaderBlock(settings.http2().maxHeaderBlock());
    }

    /// Checks that nothing comes between the frames of a block: "A receiver MUST treat the receipt
    /// of any other type of frame or a frame on a different stream as a connection error" RFC 9113
    /// §6.2.
    void checkOrder(Frame frame) throws Http2Exception.OfConnection {
        boolean continues = frame.type() == FrameType.CONTINUATION;
        boolean fits =
                block.isOpen() ? continues && frame.streamId() == block.streamId() : !continues;
        if (!fits) {
            throw new Http2Exception.OfConnection(
                    ErrorCode.PROTOCOL_ERROR, "a header block that is not continued as it must be");
        }
    }

    void headers(Frame frame) throws Http2Exception {
        // "Streams initiated by a client MUST use odd-numbered stream identifiers" RFC 9113 §5.1.1
        if (frame.streamId() % 2 == 0) {
            throw new Http2Exception.OfConnection(
                    ErrorCode.PROTOCOL_ERROR, "HEADERS on a stream that is not a client's");
        }
        Frame payload = frame.withoutPadding();
        boolean selfDependent = false;
        if (frame.has(FrameType.PRIORITIZED)) {
            if (payload.length() < PRIORITY_LENGTH) {
                // "Padding that exceeds the size remaining for the field block fragment MUST be
                // treated as a PROTOCOL_ERROR." RFC 9113 §6.2
                boolean padded = frame.has(FrameType.PADDED) && frame.length() > PRIORITY_LENGTH;
                throw new Http2Exception.OfConnection(
                        padded ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FRAME_SIZE_ERROR,
                        "HEADERS without room for its priority");
            }
            selfDependent = payload.int31At(0) == frame.streamId();
            payload = payload.slice(PRIORITY_LENGTH, payload.length());
        }
        block.begin(payload, selfDependent);
        fragment(payload);
    }

    void continuation(Frame frame) throws Http2Exception {
        spend(Abuse.CONTINUATIONS);
        fragment(frame);
    }

    private void spend(Abuse abuse) throws Http2Exception.OfConnection {
        connection.budgets().spend(abuse, channel.clock().coarseNanoTime());
    }

    private void fragment(Frame frame) throws Http2Exception {
        if (block.overflowsWith(frame)) {
            throw new Http2Exception.OfConnection(
                    ErrorCode.ENHANCE_YOUR_CALM, "a header block longer than max_header_block");
        }
        if (!frame.has(FrameType.END_HEADERS)) {
            block.keep(frame);
            connection.times().blockBegins();
            return;
        }
        if (!block.isOpen()) {
            complete(frame.octets(), frame.offset(), frame.end());
            return;
        }
        block.keep(frame);
        ByteOutput whole = block.take();
        if (whole != null) {
            ByteBuffer octets = whole.toByteBuffer();
            int start = octets.arrayOffset();
            complete(octets.array(), start, start + octets.limit());
        }
        connection.times().blockEnds();
    }

    private void complete(byte[] octets, int from, int to) throws Http2Exception {
        connection.budgets().earn(Abuse.CONTINUATIONS, 1);
        HpackFields fields;
        try {
            fields = decoder.decode(octets, from, to);
        } catch (HpackException e) {
            // "A decoding error in a field block MUST be treated as a connection error of type
            // COMPRESSION_ERROR." RFC 9113 §4.3
            throw new Http2Exception.OfConnection(
                    ErrorCode.COMPRESSION_ERROR, String.valueOf(e.getMessage()));
        }
        try {
            pass(fields, to - from);
        } finally {
            fields.clear();
        }
    }

    private void pass(HpackFields fields, int length) throws Http2Exception {
        int streamId = block.streamId();
        if (streamId <= channel.streams().lastId()) {
            trailers(streamId, fields);
            return;
        }
        connection.budgets().earn(Abuse.PRIORITIES, 2);
        channel.lock().lock();
        try {
            channel.streams().begin(streamId);
        } finally {
            channel.lock().unlock();
        }
        if (block.selfDependent()) {
            throw dependsOnItself(streamId);
        }
        connection.runner().begin(streamId, fields, block.endStream(), length);
    }

    /// The priorities of old mean nothing any more (RFC 9113 §5.3.2), but they are still checked.
    static Http2Exception.OfStream dependsOnItself(int streamId) {
        return new Http2Exception.OfStream(
                streamId, ErrorCode.PROTOCOL_ERROR, "a stream that depends on itself");
    }

    private void trailers(int streamId, HpackFields fields) throws Http2Exception {
        channel.lock().lock();
        try {
            Http2Request request = channel.streams().get(streamId);
            Http2Body body = request == null ? null : request.body();
            if (request == null || body == null || !request.stream().state().receives()) {
                checkMayBeLate(streamId, request != null);
                return;
            }
            // A tunnel takes content and nothing else: RFC 9113 §8.5.
            if (body.isTunnel()) {
                throw new Http2Exception.OfStream(
                        streamId, ErrorCode.PROTOCOL_ERROR, "a header block on a tunnel");
            }
            // A second header block is the trailer section, behind which nothing comes: RFC 9113
            // §8.1.
            if (!block.endStream() || fields.isTooLarge()) {
                throw new Http2Exception.OfStream(
                        streamId, ErrorCode.PROTOCOL_ERROR, "trailers too long or not at the end");
            }
            channel.receivedEnd(request, body, FieldRules.trailers(streamId, fields));
        } finally {
            channel.lock().unlock();
        }
    }

    /// @param known whether the response is still on its way
    private void checkMayBeLate(int streamId, boolean known) throws Http2Exception {
        ResetStreams reset = channel.streams().reset();
        if (reset.contains(streamId)) {
            if (!reset.wasOnItsWay(streamId, 0, true)) {
                spend(Abuse.IDLE_TALK);
            }
            return;
        }
        if (known) {
            // A stream error of type STREAM_CLOSED is what half-closed (remote) asks for: RFC 9113
            // §5.1.
            throw new Http2Exception.OfStream(
                    streamId, ErrorCode.STREAM_CLOSED, "HEADERS on a stream that has ended");
        }
        if (!channel.streams().wasBegun(streamId)) {
            // "An endpoint that receives an unexpected stream identifier MUST respond with a
            // connection error of type PROTOCOL_ERROR." RFC 9113 §5.1.1
            throw new Http2Exception.OfConnection(
                    ErrorCode.PROTOCOL_ERROR, "HEADERS on a stream below the last one");
        }
        throw new Http2Exception.OfConnection(
                ErrorCode.STREAM_CLOSED, "HEADERS on a closed stream");
    }
}
