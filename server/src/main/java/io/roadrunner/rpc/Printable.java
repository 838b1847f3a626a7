package io.roadrunner.rpc;

/// Makes what a peer sent fit for a log line and an error text. Stateless; any thread.
final class Printable {
    private static final int LONGEST = 100;

    private Printable() {}

    /// The text with a question mark for all that is not printable ASCII, cut off when it is long.
    static String of(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return start.replaceAll("[^ -~]", "?");
    }
}
