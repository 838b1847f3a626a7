package io.roadrunner.testkit.http2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SETTINGS, RFC 9113 §6.5, with values in the order in which they are set; one may come twice.
/// Owned by the test, used by one thread.
public final class SettingsFrame implements Outgoing {
    private final List<Value> values = new ArrayList<>();

    SettingsFrame() {}

    private record Value(int id, long value) {}

    /// Adds a value.
    ///
    /// @param setting which one
    /// @param value 0 to 2³²−1, whether it is allowed or not
    /// @return this frame
    public SettingsFrame set(Setting setting, long value) {
        return set(setting.id(), value);
    }

    /// Adds a value of any identifier.
    ///
    /// @param id 0 to 0xffff
    /// @param value 0 to 2³²−1
    /// @return this frame
    public SettingsFrame set(int id, long value) {
        values.add(new Value(id, value));
        return this;
    }

    /// Adds [Setting#HEADER_TABLE_SIZE]. The wire decodes by it once it is acknowledged.
    ///
    /// @param octets 0 to 2³²−1
    /// @return this frame
    public SettingsFrame headerTableSize(long octets) {
        return set(Setting.HEADER_TABLE_SIZE, octets);
    }

    /// Adds [Setting#ENABLE_PUSH].
    ///
    /// @param value 0 or 1
    /// @return this frame
    public SettingsFrame enablePush(long value) {
        return set(Setting.ENABLE_PUSH, value);
    }

    /// Adds [Setting#MAX_CONCURRENT_STREAMS].
    ///
    /// @param streams 0 to 2³²−1
    /// @return this frame
    public SettingsFrame maxConcurrentStreams(long streams) {
        return set(Setting.MAX_CONCURRENT_STREAMS, streams);
    }

    /// Adds [Setting#INITIAL_WINDOW_SIZE].
    ///
    /// @param octets 0 to 2³¹−1; more is an error
    /// @return this frame
    public SettingsFrame initialWindowSize(long octets) {
        return set(Setting.INITIAL_WINDOW_SIZE, octets);
    }

    /// Adds [Setting#MAX_FRAME_SIZE]. The wire takes longer frames as soon as it is sent.
    ///
    /// @param octets 16 384 to 2²⁴−1; others are an error
    /// @return this frame
    public SettingsFrame maxFrameSize(long octets) {
        return set(Setting.MAX_FRAME_SIZE, octets);
    }

    /// Adds [Setting#MAX_HEADER_LIST_SIZE].
    ///
    /// @param octets 0 to 2³²−1
    /// @return this frame
    public SettingsFrame maxHeaderListSize(long octets) {
        return set(Setting.MAX_HEADER_LIST_SIZE, octets);
    }

    /// The last value of a setting, null when it is not set.
    @Nullable Long last(Setting setting) {
        Long last = null;
        for (Value value : values) {
            if (value.id == setting.id()) {
                last = value.value;
            }
        }
        return last;
    }

    @Override
    public byte[] bytes() {
        FrameBytes payload = new FrameBytes();
        for (Value value : values) {
            payload.octet(value.id >> 8).octet(value.id).integer(value.value);
        }
        return payload.frame(FrameType.SETTINGS, 0, 0);
    }
}
