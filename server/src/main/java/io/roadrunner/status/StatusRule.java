package io.roadrunner.status;

import io.roadrunner.status.StatusReport.Entry;
import org.jspecify.annotations.Nullable;

/// The one rule behind every endpoint: what a check has said is healthy from 100 to 399; anything
/// else, an error, null and no answer in time are not. Pure.
///
/// @param unavailableStatusCode what stands for a check that has no code to show
record StatusRule(int unavailableStatusCode) {
    static final int UNKNOWN = 404;

    private static final int SERVER_ERROR = 500;
    private static final int LONGEST_MESSAGE = 1000;

    /// What is thought of one check.
    ///
    /// @param entry what the report shows
    /// @param healthy whether nothing is wrong
    /// @param cause what the check has thrown
    record Verdict(Entry entry, boolean healthy, @Nullable Throwable cause) {}

    /// What is thought of what has come of a run.
    Verdict on(String name, SharedRun.Result<@Nullable Status> result) {
        return switch (result) {
            case SharedRun.Result.Answer<@Nullable Status> answer -> on(name, answer.value());
            case SharedRun.Result.Failure<@Nullable Status> failure ->
                    sick(name, SERVER_ERROR, messageOf(failure.cause()), failure.cause());
            case SharedRun.Result.Late<@Nullable Status> _ ->
                    sick(name, unavailableStatusCode, "the check took too long", null);
        };
    }

    /// What is thought of what a check has said.
    Verdict on(String name, @Nullable Status status) {
        if (status == null) {
            String text = "plugin is not available, returned nil";
            return sick(name, unavailableStatusCode, text, null);
        }
        if (status.isHealthy()) {
            return new Verdict(entry(name, status.code(), status.message()), true, null);
        }
        if (status.code() >= SERVER_ERROR) {
            String text = or(status.message(), "internal server error, see logs");
            return sick(name, unavailableStatusCode, text, null);
        }
        return sick(name, status.code(), or(status.message(), "unexpected status code"), null);
    }

    /// The entry of a name that nobody has.
    static Entry unknown(String name) {
        return entry(name, UNKNOWN, "no such plugin");
    }

    private static Verdict sick(String name, int code, String message, @Nullable Throwable cause) {
        return new Verdict(entry(name, code, message), false, cause);
    }

    private static Entry entry(String name, int code, String message) {
        boolean isLong = message.length() > LONGEST_MESSAGE;
        String text = isLong ? message.substring(0, LONGEST_MESSAGE) + "..." : message;
        return new Entry(name, text, code);
    }

    private static String or(String message, String otherwise) {
        return message.isBlank() ? otherwise : message;
    }

    /// The message of an error, or its kind; an error that cannot even say that is not asked again.
    static String messageOf(Throwable thrown) {
        String kind = thrown.getClass().getSimpleName();
        try {
            String message = thrown.getMessage();
            return message == null ? kind : or(message, kind);
        } catch (RuntimeException | Error _) {
            return kind;
        }
    }
}
