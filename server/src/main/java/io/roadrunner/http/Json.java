package io.roadrunner.http;

import java.nio.ByteBuffer;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Encodes JSON with the codec of the application or else with [JsonWriter]. Stateless apart from
/// the codec, which is looked up once; any thread.
final class Json {
    private static final @Nullable JsonCodec CODEC =
            ServiceLoader.load(JsonCodec.class, JsonCodec.class.getClassLoader())
                    .findFirst()
                    .orElse(null);

    private Json() {}

    /// One JSON text in UTF-8.
    static ByteBuffer encode(@Nullable Object value) {
        return encode(value, CODEC);
    }

    static ByteBuffer encode(@Nullable Object value, @Nullable JsonCodec codec) {
        return codec == null ? JsonWriter.write(value) : ByteBuffer.wrap(codec.encode(value));
    }
}
