package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.Octets;

/// A whole message that the peer sent, RFC 6455 §5.4. Immutable; any thread.
///
/// @param opcode text or binary
/// @param content of all frames, inflated
/// @param frames how many carried it, 1 or more
/// @param compressed whether it was compressed, RFC 7692 §6
public record Message(Opcode opcode, Octets content, int frames, boolean compressed) {
    /// {@return the content as UTF-8}
    public String text() {
        return content.text();
    }
}
