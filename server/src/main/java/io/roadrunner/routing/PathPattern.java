package io.roadrunner.routing;

import io.roadrunner.http.Bindings;
import java.util.ArrayList;
import java.util.List;

/// A route's path with its placeholders: literal segments, `:name` for one segment, `*name` at the
/// end for all that is left, possibly nothing. Immutable.
final class PathPattern {
    /// Every path, without a binding: what a single handler serves.
    static final PathPattern EVERYTHING =
            new PathPattern("/*", List.of(new Segment(Kind.WILDCARD, "")), List.of());

    private final String text;
    private final List<Segment> segments;
    private final List<String> names;

    /// What a segment of a pattern stands for.
    enum Kind {
        /// These characters exactly.
        LITERAL,
        /// Any one segment.
        PARAMETER,
        /// All segments that are left.
        WILDCARD
    }

    /// One segment of a pattern.
    ///
    /// @param kind what it stands for
    /// @param text the characters of a literal, the name of a placeholder
    record Segment(Kind kind, String text) {}

    private PathPattern(String text, List<Segment> segments, List<String> names) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.names = List.copyOf(names);
    }

    /// Reads a pattern. Throws [InvalidRouteException] for one that is malformed or never matches.
    static PathPattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new InvalidRouteException(pattern, "a pattern starts with a slash");
        }
        checkCharacters(pattern);
        List<Segment> segments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int start = PathSegments.start(pattern, 0);
        while (start < pattern.length()) {
            int end = PathSegments.end(pattern, start);
            text.append('/').append(pattern, start, end);
            Segment segment = segment(pattern.substring(start, end));
            start = PathSegments.start(pattern, end);
            if (segment.kind() == Kind.WILDCARD && start < pattern.length()) {
                throw new InvalidRouteException(pattern, "a wildcard is the last segment");
            }
            if (segment.kind() != Kind.LITERAL) {
                checkName(pattern, names, segment.text());
                names.add(segment.text());
            }
            segments.add(segment);
        }
        return new PathPattern(text.isEmpty() ? "/" : text.toString(), segments, names);
    }

    private static void checkCharacters(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '?' || c == '#') {
                throw new InvalidRouteException(
                        pattern, "character " + i + " never occurs in a path (RFC 3986 §3.3)");
            }
        }
    }

    private static void checkName(String pattern, List<String> names, String name) {
        if (name.isEmpty()) {
            throw new InvalidRouteException(pattern, "a parameter has no name");
        }
        if (names.contains(name)) {
            throw new InvalidRouteException(pattern, "parameter " + name + " occurs twice");
        }
    }

    private static Segment segment(String text) {
        return switch (text.charAt(0)) {
            case ':' -> new Segment(Kind.PARAMETER, text.substring(1));
            case '*' -> new Segment(Kind.WILDCARD, text.substring(1));
            default -> new Segment(Kind.LITERAL, text);
        };
    }

    /// The pattern without empty segments and without a slash at the end.
    String text() {
        return text;
    }

    /// The segments in order.
    List<Segment> segments() {
        return segments;
    }

    /// The names of the placeholders in order.
    List<String> names() {
        return names;
    }

    /// Whether the last segment takes all that is left.
    boolean endsInWildcard() {
        return !segments.isEmpty() && segments.getLast().kind() == Kind.WILDCARD;
    }

    /// Whether every segment is literal, so that one canonical path matches: [#text].
    boolean isLiteral() {
        return names.isEmpty() && !endsInWildcard();
    }

    /// The values of the placeholders in a path that is known to match.
    Bindings bindings(String path) {
        if (names.isEmpty()) {
            return Bindings.empty();
        }
        String[] values = new String[names.size()];
        int found = 0;
        int start = PathSegments.start(path, 0);
        for (int i = 0; found < values.length; i++) {
            int end = PathSegments.end(path, start);
            switch (segments.get(i).kind()) {
                case LITERAL -> {}
                case PARAMETER -> values[found++] = path.substring(start, end);
                case WILDCARD -> values[found++] = PathSegments.rest(path, start);
            }
            start = PathSegments.start(path, end);
        }
        return Bindings.of(names, List.of(values));
    }

    @Override
    public String toString() {
        return text;
    }
}
