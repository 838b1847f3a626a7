package io.roadrunner.benchmarks.run.tool;

/// What a load gave and what it cost the server.
///
/// @param report of the tool
/// @param cpuMicros the time of the server on its processor for [LoadReport#served()]
public record Loaded(LoadReport report, long cpuMicros) {
    /// The same for one request, in microseconds.
    public double cpuPerRequest() {
        return (double) cpuMicros / Math.max(1, report.served());
    }
}
