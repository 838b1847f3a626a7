-- The end of every script: one line for the harness. Percentiles are in microseconds.
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("bench %d %d %d %d %d %d %d\n",
        summary.requests, summary.duration, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
