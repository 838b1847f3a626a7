package io.roadrunner.standalone;

/// The end of a command that did not succeed, with what the user is told and the exit code. It
/// carries no stack trace: none is shown.
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /// What was asked for could not be done: 1.
    static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    /// What was asked for makes no sense or is not there: 2.
    static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /// The server that is asked is not there, or is none: 3.
    static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCode.UNREACHABLE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
