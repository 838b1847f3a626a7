package io.roadrunner.standalone;

import sun.misc.Signal;

/// SIGINT of a command that watches a server: the command ends, the server goes on with what it was
/// told, and the user is told that. Any thread.
final class Interruption {
    /// As a shell reports the end by SIGINT.
    private static final int EXIT_CODE = 130;

    private Interruption() {}

    /// Takes the signal over for the rest of the process.
    ///
    /// @param text what the user is told
    static void explain(Screen screen, String text) {
        Signal.handle(
                new Signal("INT"),
                _ -> {
                    screen.status("");
                    screen.complain("roadrunner: " + text);
                    Runtime.getRuntime().halt(EXIT_CODE);
                });
    }
}
