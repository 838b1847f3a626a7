package io.roadrunner.http;

import java.util.Set;

/// Which content codings of requests are decoded, and how far. Immutable; each limit holds at its
/// bound and refuses the request one past it.
///
/// @param codings the ones that are decoded; none to refuse all of them
/// @param maxDecodedBytes the decoded content; from 0, or [#LISTENERS] for the `max_content_length`
///   of the listener, which is the default. Beyond it 413
/// @param maxRatio how many decoded bytes each coded one may stand for on average; 1 to 10 000,
///   default 100 (own): text reaches 30, zeros 1030. Beyond it 413
/// @param ratioFloorBytes how many decoded bytes may come whatever the ratio; 0 to 1 GiB, default 1
///   MiB (own)
public record ContentDecodingOptions(
        Set<ContentCoding> codings, long maxDecodedBytes, int maxRatio, int ratioFloorBytes) {
    /// Stands for the `max_content_length` of the listener.
    public static final long LISTENERS = -1;

    private static final int MIB = 1024 * 1024;

    private static final ContentDecodingOptions STANDARD =
            new ContentDecodingOptions(
                    Set.of(ContentCoding.GZIP, ContentCoding.DEFLATE), LISTENERS, 100, MIB);

    /// Throws [IllegalArgumentException] with every component that is out of range.
    public ContentDecodingOptions {
        codings = Set.copyOf(codings);
        new OptionProblems()
                .range("maxDecodedBytes", maxDecodedBytes, LISTENERS, Long.MAX_VALUE)
                .range("maxRatio", maxRatio, 1, 10_000)
                .range("ratioFloorBytes", ratioFloorBytes, 0, 1024 * MIB)
                .throwIfAny();
    }

    /// The defaults.
    public static ContentDecodingOptions standard() {
        return STANDARD;
    }

    /// These options with other codings; without one, coded content is refused.
    public ContentDecodingOptions withCodings(ContentCoding... codings) {
        return new ContentDecodingOptions(
                Set.of(codings), maxDecodedBytes, maxRatio, ratioFloorBytes);
    }

    /// These options with another limit of the decoded content.
    public ContentDecodingOptions withMaxDecodedBytes(long bytes) {
        return new ContentDecodingOptions(codings, bytes, maxRatio, ratioFloorBytes);
    }

    /// These options with another ratio.
    public ContentDecodingOptions withMaxRatio(int ratio) {
        return new ContentDecodingOptions(codings, maxDecodedBytes, ratio, ratioFloorBytes);
    }

    /// These options with another size from which on the ratio counts.
    public ContentDecodingOptions withRatioFloorBytes(int bytes) {
        return new ContentDecodingOptions(codings, maxDecodedBytes, maxRatio, bytes);
    }

    /// How many bytes the decoded content of a body may have.
    long decodedLimit(RequestBody body) {
        return maxDecodedBytes == LISTENERS ? body.limit() : maxDecodedBytes;
    }
}
