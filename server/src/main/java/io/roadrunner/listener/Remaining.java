package io.roadrunner.listener;

/// What a drain still waits for.
///
/// @param connections connections that hold a slot
/// @param requests requests in flight
public record Remaining(int connections, int requests) {
    /// Nothing is left.
    static final Remaining NOTHING = new Remaining(0, 0);
}
