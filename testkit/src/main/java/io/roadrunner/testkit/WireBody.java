package io.roadrunner.testkit;

import java.util.List;

/// What followed the head of a response. Whoever reads the bytes copies them.
final class WireBody {
    private static final WireBody NONE = new WireBody(new byte[0], List.of(), List.of(), false);

    private final byte[] bytes;
    private final List<Integer> chunks;
    private final List<WireHeader> trailers;
    private final boolean closeDelimited;

    private WireBody(
            byte[] bytes, List<Integer> chunks, List<WireHeader> trailers, boolean closeDelimited) {
        this.bytes = bytes;
        this.chunks = List.copyOf(chunks);
        this.trailers = List.copyOf(trailers);
        this.closeDelimited = closeDelimited;
    }

    static WireBody none() {
        return NONE;
    }

    static WireBody ofLength(byte[] bytes) {
        return new WireBody(bytes, List.of(), List.of(), false);
    }

    static WireBody ofChunks(byte[] bytes, List<Integer> chunks, List<WireHeader> trailers) {
        return new WireBody(bytes, chunks, trailers, false);
    }

    static WireBody untilClose(byte[] bytes) {
        return new WireBody(bytes, List.of(), List.of(), true);
    }

    byte[] bytes() {
        return bytes;
    }

    List<Integer> chunks() {
        return chunks;
    }

    List<WireHeader> trailers() {
        return trailers;
    }

    boolean closeDelimited() {
        return closeDelimited;
    }
}
