package io.roadrunner.http2;

import io.roadrunner.http2.AbuseBudgets.Abuse;
import java.nio.charset.StandardCharsets;

/// Takes PRIORITY, which means nothing any more (RFC 9113 §5.3.2), and PRIORITY_UPDATE (RFC 9218
/// §7.1). Lives in the thread that reads.
final class PriorityReceiver {
    private static final int PRIORITY_LENGTH = 5;

    private final Http2Connection connection;
    private final Http2Channel channel;

    PriorityReceiver(Http2Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
    }

    void priority(Frame frame) throws Http2Exception {
        FrameRules.requireStream(frame);
        connection.budgets().spend(Abuse.PRIORITIES, channel.clock().coarseNanoTime());
        // "A PRIORITY frame with a length other than 5 octets MUST be treated as a stream error of
        // type FRAME_SIZE_ERROR." RFC 9113 §6.3
        if (frame.length() != PRIORITY_LENGTH) {
            throw new Http2Exception.OfStream(
                    frame.streamId(), ErrorCode.FRAME_SIZE_ERROR, "PRIORITY has 5 octets");
        }
        if (frame.int31At(0) == frame.streamId()) {
            throw HeaderReceiver.dependsOnItself(frame.streamId());
        }
    }

    void update(Frame frame) throws Http2Exception {
        FrameRules.requireConnection(frame);
        connection.budgets().spend(Abuse.PRIORITIES, channel.clock().coarseNanoTime());
        FrameRules.require(
                frame.length() >= 4, ErrorCode.FRAME_SIZE_ERROR, "PRIORITY_UPDATE has 4 octets");
        int streamId = frame.int31At(0);
        // Stream 0 cannot be prioritized, which is an error of the connection: RFC 9218 §7.1.
        FrameRules.require(streamId != 0, ErrorCode.PROTOCOL_ERROR, "a priority for no stream");
        String field =
                new String(
                        frame.octets(),
                        frame.offset() + 4,
                        frame.length() - 4,
                        StandardCharsets.ISO_8859_1);
        channel.lock().lock();
        try {
            prioritize(streamId, StreamPriority.of(field));
        } finally {
            channel.lock().unlock();
        }
    }

    private void prioritize(int streamId, StreamPriority priority)
            throws Http2Exception.OfConnection {
        // "Servers that receive a PRIORITY_UPDATE for a push stream in the "idle" state MUST
        // respond with a connection error of type PROTOCOL_ERROR." RFC 9218 §7.1
        FrameRules.require(
                streamId % 2 == 1,
                ErrorCode.PROTOCOL_ERROR,
                "a priority for no stream of a client");
        StreamTable streams = channel.streams();
        Http2Request request = streams.get(streamId);
        if (request != null) {
            channel.outbox().prioritize(request.stream(), priority);
        } else if (streamId > streams.lastId()) {
            streams.priorities().put(streamId, priority);
            checkPriorities(streams);
        }
    }

    /// "The number of streams that have been prioritized but remain in the "idle" state plus the
    /// number of active streams ... MUST NOT exceed the value of the
    /// SETTINGS_MAX_CONCURRENT_STREAMS parameter. Servers that receive such a PRIORITY_UPDATE MUST
    /// respond with a connection error of type PROTOCOL_ERROR." RFC 9218 §7.1; who does not know
    /// the value yet cannot keep to it.
    private void checkPriorities(StreamTable streams) throws Http2Exception.OfConnection {
        long count = (long) streams.open() + streams.priorities().countAfter(streams.lastId());
        boolean few = count <= channel.settings().http2().maxConcurrentStreams();
        FrameRules.require(
                few || !channel.isSettingsKnown(),
                ErrorCode.PROTOCOL_ERROR,
                "priorities for more streams than there may be");
    }
}
