package io.roadrunner.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Shows the log on the screen: one line for each record, and the stack only of errors. Any thread.
final class LogLines extends Handler {
    private static final Formatter MESSAGES = new SimpleFormatter();

    private final Screen screen;

    private LogLines(Screen screen) {
        this.screen = screen;
    }

    /// Makes this the only place where the log of the process goes, unless the user has a
    /// configuration of their own.
    static void install(Screen screen) {
        if (System.getProperty("java.util.logging.config.file") == null) {
            LogManager.getLogManager().reset();
            Logger.getLogger("").addHandler(new LogLines(screen));
        }
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            screen.complain(line(record));
        }
    }

    static String line(LogRecord record) {
        StringBuilder line = new StringBuilder();
        Instant time = record.getInstant().truncatedTo(ChronoUnit.MILLIS);
        line.append(time).append(' ').append(record.getLevel().getName()).append(' ');
        line.append(MESSAGES.formatMessage(record));
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            boolean error = record.getLevel().intValue() >= Level.SEVERE.intValue();
            line.append(error ? ":\n" + stack(thrown) : ": " + thrown);
        }
        return line.toString().stripTrailing();
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void flush() {
        // Every line has left when it was published.
    }

    @Override
    public void close() {
        // The streams belong to the process.
    }
}
