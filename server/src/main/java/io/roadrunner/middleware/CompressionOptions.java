package io.roadrunner.middleware;

import io.roadrunner.http.OptionProblems;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What is compressed, and how hard. Immutable.
///
/// @param types the media types that are compressed: `type/subtype`, all of a type as `type/*`, or
///   all with a suffix as `*+suffix`; in any case. Default: text, JSON, XML, JavaScript, SVG,
///   WebAssembly and some fonts
/// @param minimumBytes the least size of a body that is known as a whole; 0 to 1 GiB, default 860:
///   less fits one packet anyway
/// @param level of effort, 1 (fast) to 9 (small); default 4 (own), where the curve flattens
/// @param maxEncoders how many answers may be compressed at the same time, each with about 300 KiB
///   of memory; 1 to 1 000 000, default 256 (own). One more is sent as it is
public record CompressionOptions(Set<String> types, int minimumBytes, int level, int maxEncoders) {
    private static final int GIB = 1 << 30;

    private static final CompressionOptions STANDARD =
            new CompressionOptions(
                    Set.of(
                            "text/*",
                            "*+json",
                            "*+xml",
                            "*+text",
                            "application/json",
                            "application/x-ndjson",
                            "application/xml",
                            "application/javascript",
                            "application/ecmascript",
                            "application/graphql",
                            "application/manifest+json",
                            "application/rtf",
                            "application/sql",
                            "application/wasm",
                            "application/x-javascript",
                            "application/x-sh",
                            "application/yaml",
                            "application/vnd.ms-fontobject",
                            "font/ttf",
                            "font/otf",
                            "font/collection",
                            "image/bmp",
                            "image/x-icon",
                            "image/vnd.microsoft.icon"),
                    860,
                    4,
                    256);

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public CompressionOptions {
        types =
                types.stream()
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        OptionProblems problems = new OptionProblems();
        for (String type : types) {
            problems.require(isType(type), "types has \"" + type + "\", which is no media type");
        }
        problems.range("minimumBytes", minimumBytes, 0, GIB)
                .range("level", level, 1, 9)
                .range("maxEncoders", maxEncoders, 1, 1_000_000)
                .throwIfAny();
    }

    /// The defaults.
    public static CompressionOptions standard() {
        return STANDARD;
    }

    /// These options with other media types.
    public CompressionOptions withTypes(Set<String> types) {
        return new CompressionOptions(types, minimumBytes, level, maxEncoders);
    }

    /// These options with another least size.
    public CompressionOptions withMinimumBytes(int bytes) {
        return new CompressionOptions(types, bytes, level, maxEncoders);
    }

    /// These options with another effort.
    public CompressionOptions withLevel(int level) {
        return new CompressionOptions(types, minimumBytes, level, maxEncoders);
    }

    /// These options with another number of encoders.
    public CompressionOptions withMaxEncoders(int count) {
        return new CompressionOptions(types, minimumBytes, level, count);
    }

    private static boolean isType(String type) {
        if (type.startsWith("*+")) {
            return type.length() > 2;
        }
        int slash = type.indexOf('/');
        return slash > 0 && slash < type.length() - 1 && type.indexOf('/', slash + 1) < 0;
    }

    /// Whether the value of a `content-type` field is one of the types, whatever its parameters.
    boolean compresses(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        if (slash < 0) {
            return false;
        }
        int plus = type.lastIndexOf('+');
        return types.contains(type)
                || types.contains(type.substring(0, slash) + "/*")
                || (plus > slash && types.contains("*" + type.substring(plus)));
    }
}
