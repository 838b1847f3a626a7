package io.roadrunner.standalone;

/// Counted nouns in messages.
final class Plural {
    private Plural() {}

    /// `1 request`, `2 requests`.
    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
