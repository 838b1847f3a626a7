package io.roadrunner.middleware;

import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidHeaderException;
import io.roadrunner.http.OptionProblems;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which pages of other origins may do what. Immutable.
///
/// @param origins who may
/// @param methods what they may send; default GET, HEAD, POST
/// @param headers the request fields that they may send, null for whatever they ask for; default
///   null
/// @param expose the response fields that their scripts may read; default none
/// @param credentials whether cookies and the like may go along; default false
/// @param maxAge how long a browser may remember the answer to a preflight, in whole seconds; 0 to
///   1 day, null to leave it to the browser; default null
public record CorsOptions(
        Origins origins,
        List<String> methods,
        @Nullable List<String> headers,
        List<String> expose,
        boolean credentials,
        @Nullable Duration maxAge) {
    /// Who may.
    public sealed interface Origins {
        /// Every page. Not together with credentials.
        record Any() implements Origins {}

        /// The pages of these origins, such as `https://app.example.org`, compared exactly.
        ///
        /// @param origins scheme, host and any other port than the scheme's, in lower case
        record Listed(List<String> origins) implements Origins {
            /// Copies the list.
            public Listed {
                origins = List.copyOf(origins);
            }
        }

        /// The pages of the origins that a test accepts. Match exactly: a test for the end of a
        /// name also accepts `evil-example.org`.
        ///
        /// @param test is given what the peer sent, by several threads
        record Matching(Predicate<String> test) implements Origins {}
    }

    /// Throws [IllegalArgumentException] with everything that is wrong.
    public CorsOptions {
        Objects.requireNonNull(origins);
        methods = List.copyOf(methods);
        headers = headers == null ? null : List.copyOf(headers);
        expose = List.copyOf(expose);
        OptionProblems problems = new OptionProblems();
        problems.require(
                !(credentials && origins instanceof Origins.Any),
                "credentials must not go to any origin: list the origins");
        if (origins instanceof Origins.Listed(List<String> listed)) {
            for (String origin : listed) {
                problems.require(isOrigin(origin), "origins has \"" + origin + "\": no origin");
            }
        }
        problems.require(!methods.isEmpty(), "methods is empty");
        tokens(problems, "methods", methods);
        tokens(problems, "headers", headers == null ? List.of() : headers);
        tokens(problems, "expose", expose);
        problems.require(
                        maxAge == null
                                || (!maxAge.isNegative()
                                        && maxAge.compareTo(Duration.ofDays(1)) <= 0),
                        "maxAge must be 0 to 1 day, not " + maxAge)
                .throwIfAny();
    }

    /// Pages of any origin may read, without credentials.
    public static CorsOptions any() {
        return of(new Origins.Any());
    }

    /// Pages of these origins may, such as `https://app.example.org`.
    public static CorsOptions of(String... origins) {
        return of(new Origins.Listed(List.of(origins)));
    }

    /// Pages of some origins may.
    public static CorsOptions of(Origins origins) {
        return new CorsOptions(
                origins, List.of("GET", "HEAD", "POST"), null, List.of(), false, null);
    }

    /// These options with other methods.
    public CorsOptions withMethods(String... methods) {
        return new CorsOptions(origins, List.of(methods), headers, expose, credentials, maxAge);
    }

    /// These options with only these request fields.
    public CorsOptions withHeaders(String... names) {
        return new CorsOptions(origins, methods, List.of(names), expose, credentials, maxAge);
    }

    /// These options with response fields that scripts may read.
    public CorsOptions withExpose(String... names) {
        return new CorsOptions(origins, methods, headers, List.of(names), credentials, maxAge);
    }

    /// These options with or without credentials.
    public CorsOptions withCredentials(boolean allowed) {
        return new CorsOptions(origins, methods, headers, expose, allowed, maxAge);
    }

    /// These options with another time to remember a preflight.
    public CorsOptions withMaxAge(Duration age) {
        return new CorsOptions(origins, methods, headers, expose, credentials, age);
    }

    /// Whether pages of an origin may.
    boolean allows(String origin) {
        return switch (origins) {
            case Origins.Any() -> true;
            case Origins.Listed(List<String> listed) -> listed.contains(origin);
            case Origins.Matching(Predicate<String> test) -> test.test(origin);
        };
    }

    private static void tokens(OptionProblems problems, String name, List<String> tokens) {
        for (String token : tokens) {
            problems.require(isToken(token), name + " has \"" + token + "\": no token");
        }
    }

    private static boolean isToken(String token) {
        try {
            Headers.of(token, "");
            return true;
        } catch (InvalidHeaderException e) {
            return false;
        }
    }

    private static boolean isOrigin(String origin) {
        try {
            URI uri = new URI(origin);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && origin.equals(
                            (uri.getScheme() + "://" + uri.getHost() + port)
                                    .toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
