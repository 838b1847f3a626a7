package io.roadrunner.status;

import java.util.List;

/// What a round of checks has found. Immutable.
///
/// @param code the status code that it is answered with
/// @param healthy whether every check that was asked for is there and well
/// @param entries one for each check, sorted by name
public record StatusReport(int code, boolean healthy, List<Entry> entries) {
    /// Copies the list.
    public StatusReport {
        entries = List.copyOf(entries);
    }

    /// What one check has found.
    ///
    /// @param name of the check
    /// @param errorMessage what is wrong, empty when nothing is; at most 1000 characters and "..."
    /// @param statusCode the code of the check, or what stands for it
    public record Entry(String name, String errorMessage, int statusCode) {}
}
