package io.roadrunner.standalone;

/// What the program tells the shell.
final class ExitCode {
    /// Done; of a server: drained.
    static final int OK = 0;

    /// It failed; of a server: something was cut off.
    static final int FAILED = 1;

    /// The command line is wrong.
    static final int USAGE = 2;

    /// The server that is asked cannot be reached.
    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
