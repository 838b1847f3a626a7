package io.roadrunner.http;

import org.jspecify.annotations.Nullable;

/// Turns values into JSON in place of the built-in writer. An application supplies one as a service
/// of [java.util.ServiceLoader]; the server looks once, with its own class loader, and takes the
/// first that it finds. Called by many threads at the same time.
public interface JsonCodec {
    /// Encodes a value as one JSON text (RFC 8259).
    ///
    /// @param value what a handler gave, possibly null
    /// @return the text in UTF-8, not changed afterwards
    /// @throws RuntimeException when the value cannot be encoded, which fails the handler
    byte[] encode(@Nullable Object value);
}
