package io.roadrunner.testkit.websocket;

/// Something that [WebSocketWire#send(Outgoing...)] sends.
public sealed interface Outgoing permits OutgoingFrame, OutgoingOctets {
    /// {@return a copy of its octets on the wire}
    byte[] bytes();

    /// {@return only its first octets, as of a peer that vanishes in the middle}
    ///
    /// @param count 0 to the number that it has
    default Outgoing cut(int count) {
        return new OutgoingOctets(bytes(), count);
    }
}
