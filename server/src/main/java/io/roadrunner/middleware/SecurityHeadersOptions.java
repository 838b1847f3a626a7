package io.roadrunner.middleware;

import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidHeaderException;
import io.roadrunner.http.OptionProblems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which security fields answers have. Immutable; null leaves a field out.
///
/// @param contentTypeOptions `x-content-type-options`; default `nosniff`
/// @param frameOptions `x-frame-options`; default `SAMEORIGIN`
/// @param referrerPolicy `referrer-policy`; default `strict-origin-when-cross-origin`
/// @param contentSecurityPolicy `content-security-policy`; default null
/// @param strictTransport `strict-transport-security`, sent over https only; default null
public record SecurityHeadersOptions(
        @Nullable String contentTypeOptions,
        @Nullable String frameOptions,
        @Nullable String referrerPolicy,
        @Nullable String contentSecurityPolicy,
        @Nullable StrictTransport strictTransport) {
    private static final SecurityHeadersOptions STANDARD =
            new SecurityHeadersOptions(
                    "nosniff", "SAMEORIGIN", "strict-origin-when-cross-origin", null, null);

    /// For how long browsers use https only.
    ///
    /// @param maxAge in whole seconds; 0, which takes it back, to 100 years
    /// @param includeSubDomains whether the names below count too
    /// @param preload whether browsers may have it built in; wants a year at least, and the names
    ///   below
    public record StrictTransport(Duration maxAge, boolean includeSubDomains, boolean preload) {
        private static final Duration YEAR = Duration.ofDays(365);

        /// Throws [IllegalArgumentException] with everything that is wrong.
        public StrictTransport {
            new OptionProblems()
                    .require(
                            !maxAge.isNegative() && maxAge.compareTo(YEAR.multipliedBy(100)) <= 0,
                            "maxAge must be 0 to 100 years, not " + maxAge)
                    .require(
                            !preload || (includeSubDomains && maxAge.compareTo(YEAR) >= 0),
                            "preload wants includeSubDomains and a maxAge of a year")
                    .throwIfAny();
        }

        /// A year, with the names below.
        public static StrictTransport standard() {
            return new StrictTransport(YEAR, true, false);
        }

        String value() {
            return "max-age="
                    + maxAge.toSeconds()
                    + (includeSubDomains ? "; includeSubDomains" : "")
                    + (preload ? "; preload" : "");
        }
    }

    /// Throws [IllegalArgumentException] with every text that is no field value.
    public SecurityHeadersOptions {
        OptionProblems problems = new OptionProblems();
        check(problems, "contentTypeOptions", contentTypeOptions);
        check(problems, "frameOptions", frameOptions);
        check(problems, "referrerPolicy", referrerPolicy);
        check(problems, "contentSecurityPolicy", contentSecurityPolicy);
        problems.throwIfAny();
    }

    private static void check(OptionProblems problems, String name, @Nullable String value) {
        if (value != null) {
            problems.require(isValue(value), name + " is no field value");
        }
    }

    private static boolean isValue(String value) {
        try {
            Headers.of("x", value);
            return !value.isBlank();
        } catch (InvalidHeaderException e) {
            return false;
        }
    }

    /// The defaults.
    public static SecurityHeadersOptions standard() {
        return STANDARD;
    }

    /// These options with another `x-content-type-options`.
    public SecurityHeadersOptions withContentTypeOptions(@Nullable String value) {
        return new SecurityHeadersOptions(
                value, frameOptions, referrerPolicy, contentSecurityPolicy, strictTransport);
    }

    /// These options with another `x-frame-options`.
    public SecurityHeadersOptions withFrameOptions(@Nullable String value) {
        return new SecurityHeadersOptions(
                contentTypeOptions, value, referrerPolicy, contentSecurityPolicy, strictTransport);
    }

    /// These options with another `referrer-policy`.
    public SecurityHeadersOptions withReferrerPolicy(@Nullable String value) {
        return new SecurityHeadersOptions(
                contentTypeOptions, frameOptions, value, contentSecurityPolicy, strictTransport);
    }

    /// These options with a `content-security-policy`.
    public SecurityHeadersOptions withContentSecurityPolicy(@Nullable String value) {
        return new SecurityHeadersOptions(
                contentTypeOptions, frameOptions, referrerPolicy, value, strictTransport);
    }

    /// These options with a `strict-transport-security`.
    public SecurityHeadersOptions withStrictTransport(@Nullable StrictTransport value) {
        return new SecurityHeadersOptions(
                contentTypeOptions, frameOptions, referrerPolicy, contentSecurityPolicy, value);
    }

    /// The fields over a scheme.
    Headers fields(boolean https) {
        Headers.Builder fields = Headers.builder();
        add(fields, "x-content-type-options", contentTypeOptions);
        add(fields, "x-frame-options", frameOptions);
        add(fields, "referrer-policy", referrerPolicy);
        add(fields, "content-security-policy", contentSecurityPolicy);
        if (https && strictTransport != null) {
            fields.add("strict-transport-security", strictTransport.value());
        }
        return fields.build();
    }

    private static void add(Headers.Builder fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(name, value);
        }
    }
}
