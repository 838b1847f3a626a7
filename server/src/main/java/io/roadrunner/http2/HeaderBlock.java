package io.roadrunner.http2;

import io.roadrunner.bytes.ByteOutput;
import org.jspecify.annotations.Nullable;

/// A header block that is spread over several frames (RFC 9113 §4.3): "Each field block is
/// processed as a discrete unit." Owned by the thread that reads; bounded by `max_header_block`.
final class HeaderBlock {
    private final int largest;
    private int streamId;
    private boolean endStream;
    private boolean selfDependent;
    private @Nullable ByteOutput fragments;

    /// @param largest how many bytes all fragments together may have
    HeaderBlock(int largest) {
        this.largest = largest;
    }

    /// Whether more fragments have to come before anything else.
    boolean isOpen() {
        return fragments != null;
    }

    /// The stream that it is for.
    int streamId() {
        return streamId;
    }

    /// Whether nothing follows it on its stream.
    boolean endStream() {
        return endStream;
    }

    /// Whether its stream was said to depend on itself, which is an error of the stream.
    boolean selfDependent() {
        return selfDependent;
    }

    /// A block begins.
    void begin(Frame headers, boolean dependsOnItself) {
        streamId = headers.streamId();
        endStream = headers.has(FrameType.END_STREAM);
        selfDependent = dependsOnItself;
    }

    /// Keeps a fragment, because more will follow.
    void keep(Frame fragment) {
        ByteOutput kept = fragments;
        if (kept == null) {
            kept = new ByteOutput(fragment.length() * 2);
            fragments = kept;
        }
        kept.put(fragment.octets(), fragment.offset(), fragment.length());
    }

    /// Whether the fragments together with one more are longer than they may be.
    boolean overflowsWith(Frame fragment) {
        int before = fragments == null ? 0 : fragments.size();
        return before + fragment.length() > largest;
    }

    /// Takes what was kept; the block is complete.
    @Nullable ByteOutput take() {
        ByteOutput whole = fragments;
        fragments = null;
        return whole;
    }
}
