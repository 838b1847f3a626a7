package io.roadrunner.rpc;

/// What a method is called, takes and gives. Immutable.
///
/// @param name as callers write it, such as `status.Status`: two words of letters and digits with a
///   dot between them
/// @param argument what it takes
/// @param result what it gives
public record MethodType(String name, MessageType argument, MessageType result) {
    /// Throws [IllegalArgumentException] for a name that is none.
    public MethodType {
        boolean valid = name.matches("[A-Za-z][A-Za-z0-9_]*\\.[A-Za-z][A-Za-z0-9_]*");
        if (!valid || name.length() > Envelope.MAX_METHOD) {
            throw new IllegalArgumentException("no name of a method: " + name);
        }
    }
}
