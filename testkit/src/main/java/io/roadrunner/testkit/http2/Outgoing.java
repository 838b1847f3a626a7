package io.roadrunner.testkit.http2;

/// Something for [Http2Wire#send(Outgoing...)], a frame as a rule; [Frames] makes them. They are
/// changed by their own methods and used by one thread.
public sealed interface Outgoing permits HeadersFrame, DataFrame, SettingsFrame, RawFrame {
    /// {@return the octets to send}
    byte[] bytes();
}
