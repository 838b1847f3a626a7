package io.roadrunner.standalone;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/// What the user sees: lines, and on a terminal a status that is rewritten in place below them. Any
/// thread.
final class Screen {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final BooleanSupplier terminal;
    private String status = "";

    /// @param terminal whether a status can be shown; not asked before there is one, because the
    ///   JVM looks for quite some time
    Screen(PrintStream out, PrintStream err, BooleanSupplier terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /// The outputs of this process.
    static Screen ofProcess() {
        return new Screen(System.out, System.err, Screen::hasConsole);
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25
    private static boolean hasConsole() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Whether a status is shown at all.
    boolean isTerminal() {
        return terminal.getAsBoolean();
    }

    /// Prints what was asked for.
    synchronized void print(String line) {
        erase();
        out.println(line);
        out.flush();
        draw();
    }

    /// A stream that prints like [#print(String)]; what is written at once has to end a line.
    OutputStream lines() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                printBytes(bytes, offset, length);
            }
        };
    }

    private synchronized void printBytes(byte[] bytes, int offset, int length) {
        erase();
        out.write(bytes, offset, length);
        out.flush();
        draw();
    }

    /// Prints what went wrong.
    synchronized void complain(String line) {
        erase();
        err.println(line);
        err.flush();
        draw();
    }

    /// Replaces the status; an empty text takes it away. Does nothing without a terminal.
    synchronized void status(String text) {
        erase();
        status = text;
        draw();
    }

    private void erase() {
        if (!status.isEmpty() && isTerminal()) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private void draw() {
        if (!status.isEmpty() && isTerminal()) {
            out.print(status);
            out.flush();
        }
    }
}
