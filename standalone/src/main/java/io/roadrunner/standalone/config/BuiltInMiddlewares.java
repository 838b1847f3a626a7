package io.roadrunner.standalone.config;

import io.roadrunner.http.ContentDecodingOptions;
import io.roadrunner.http.Middleware;
import io.roadrunner.middleware.AccessLogOptions;
import io.roadrunner.middleware.Compression;
import io.roadrunner.middleware.CompressionOptions;
import io.roadrunner.middleware.ConcurrencyLimit;
import io.roadrunner.middleware.ConcurrencyLimitOptions;
import io.roadrunner.middleware.Cors;
import io.roadrunner.middleware.CorsOptions;
import io.roadrunner.middleware.CorsOptions.Origins;
import io.roadrunner.middleware.RateLimit;
import io.roadrunner.middleware.RateLimitOptions;
import io.roadrunner.middleware.RequestDecompression;
import io.roadrunner.middleware.RequestId;
import io.roadrunner.middleware.SecurityHeaders;
import io.roadrunner.middleware.SecurityHeadersOptions;
import io.roadrunner.middleware.SecurityHeadersOptions.StrictTransport;
import io.roadrunner.middleware.Timeout;
import io.roadrunner.standalone.log.NamedAccessLog;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the middlewares of the library of what a configuration says; what it does not say has the
/// library's default. Stateless. All throw [IllegalArgumentException] with the reason.
final class BuiltInMiddlewares {
    private BuiltInMiddlewares() {}

    static Middleware compression(OptionValues values) {
        CompressionOptions standard = CompressionOptions.standard();
        return Compression.of(
                new CompressionOptions(
                        values.has("types") ? Set.copyOf(values.texts("types")) : standard.types(),
                        Math.toIntExact(values.size("minimum_size", standard.minimumBytes())),
                        values.number("level", standard.level()),
                        values.number("max_encoders", standard.maxEncoders())));
    }

    static Middleware cors(OptionValues values) {
        List<String> origins = values.texts("origins");
        Origins allowed =
                origins.equals(List.of("*")) ? new Origins.Any() : new Origins.Listed(origins);
        CorsOptions standard = CorsOptions.of(allowed);
        return Cors.of(
                new CorsOptions(
                        allowed,
                        values.has("methods") ? values.texts("methods") : standard.methods(),
                        values.has("headers") ? values.texts("headers") : null,
                        values.texts("expose"),
                        values.flag("credentials", false),
                        values.has("max_age") ? values.time("max_age", Duration.ZERO) : null));
    }

    static Middleware securityHeaders(OptionValues values) {
        SecurityHeadersOptions standard = SecurityHeadersOptions.standard();
        StrictTransport hsts =
                values.flag("strict_transport", false) ? StrictTransport.standard() : null;
        return SecurityHeaders.of(
                new SecurityHeadersOptions(
                        field(values, "content_type_options", standard.contentTypeOptions()),
                        field(values, "frame_options", standard.frameOptions()),
                        field(values, "referrer_policy", standard.referrerPolicy()),
                        field(values, "content_security_policy", null),
                        hsts));
    }

    /// `none` leaves a field out.
    private static @Nullable String field(
            OptionValues values, String key, @Nullable String standard) {
        String text = values.text(key, standard == null ? "none" : standard);
        return text.equals("none") ? null : text;
    }

    static Middleware rateLimit(OptionValues values) {
        int permits = values.number("permits", 0);
        Duration period = values.time("period", Duration.ofSeconds(1));
        RateLimitOptions options = RateLimitOptions.of(permits, period);
        return RateLimit.of(
                options.withBurst(values.number("burst", permits))
                        .withMaxKeys(values.number("max_keys", options.maxKeys())));
    }

    static Middleware requestDecompression(OptionValues values) {
        ContentDecodingOptions standard = ContentDecodingOptions.standard();
        return RequestDecompression.of(
                standard.withMaxRatio(values.number("max_ratio", standard.maxRatio())));
    }

    static Middleware concurrencyLimit(OptionValues values) {
        return ConcurrencyLimit.of(
                new ConcurrencyLimitOptions(
                        values.number("max_concurrent", 0),
                        values.number("max_queued", 0),
                        values.time("max_wait", Duration.ZERO)));
    }

    /// Nothing is opened by this.
    static Middleware accessLog(OptionValues values) {
        AccessLogOptions standard = AccessLogOptions.standard();
        boolean json = values.text("format", "combined").strip().equals("json");
        AccessLogOptions options =
                new AccessLogOptions(
                        json ? AccessLogOptions.Format.JSON : AccessLogOptions.Format.COMBINED,
                        values.number("capacity", standard.capacity()));
        return new NamedAccessLog(values.has("file") ? logFile(values) : null, options);
    }

    private static Path logFile(OptionValues values) {
        try {
            Path file = values.path("file", "").normalize();
            Path folder = file.getParent();
            if (folder == null || Files.isDirectory(file)) {
                throw new IllegalArgumentException("file is a folder");
            }
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("file is in no folder: there is no " + folder);
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("file is no path here: " + e.getReason(), e);
        }
    }

    static Middleware timeout(OptionValues values) {
        return values.has("limit")
                ? Timeout.of(values.time("limit", Duration.ZERO))
                : Timeout.standard();
    }

    static Middleware requestId(OptionValues values) {
        return RequestId.trusting(values.texts("trusted").toArray(String[]::new));
    }
}
