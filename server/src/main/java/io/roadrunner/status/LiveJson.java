package io.roadrunner.status;

import io.roadrunner.ListenerInfo;
import io.roadrunner.http.AddressText;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.telemetry.Straggler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to see, as JSON for the page. Times are milliseconds since 1970 or, where the name
/// says so, microseconds. Stateless.
final class LiveJson {
    /// Of so many drains that ended, so many stragglers each with so many frames of its stack are
    /// shown.
    private static final int MOST_ENDED = 8;

    private static final int MOST_STRAGGLERS = 20;
    private static final int MOST_FRAMES = 40;

    private LiveJson() {}

    /// A value as text.
    static String text(Map<String, Object> value) {
        Response.Buffered json = (Response.Buffered) Responses.json(200, value);
        return StandardCharsets.UTF_8.decode(json.body()).toString();
    }

    /// Everything.
    static Map<String, Object> snapshot(LiveView view, List<LiveSample> samples) {
        Map<String, Object> snapshot = moment(view, samples);
        snapshot.put("process", ServedProcess.OWN.fields());
        snapshot.put("drains", running(view));
        snapshot.put("ended", ended(view));
        putChecks(snapshot, view.checks());
        return snapshot;
    }

    /// What changes all the time, and whatever else has changed.
    static Map<String, Object> update(LiveView before, LiveView view, List<LiveSample> samples) {
        Map<String, Object> update = moment(view, samples);
        if (!view.running().isEmpty() || !before.running().isEmpty()) {
            update.put("drains", running(view));
        }
        if (!view.ended().equals(before.ended())) {
            update.put("ended", ended(view));
        }
        if (!view.checks().equals(before.checks())) {
            putChecks(update, view.checks());
        }
        return update;
    }

    private static Map<String, Object> moment(LiveView view, List<LiveSample> samples) {
        Map<String, Object> moment = new LinkedHashMap<>();
        moment.put("time", view.time().toEpochMilli());
        moment.put("state", view.state().words());
        moment.put("heap_used", ServedProcess.heapUsed());
        moment.put("listeners", view.listeners().stream().map(LiveJson::listener).toList());
        moment.put("samples", samples.stream().map(LiveJson::sample).toList());
        return moment;
    }

    private static Map<String, @Nullable Object> listener(ListenerView listener) {
        ListenerInfo info = listener.info();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", listener.name());
        fields.put("address", listener.address());
        fields.put("protocols", listener.protocols());
        fields.put("tls", listener.hasTls());
        fields.put("phase", listener.phase());
        fields.put("connections", info.activeClients());
        fields.put("max_connections", info.maxClients());
        fields.put("active_requests", info.activeRequests());
        fields.put("requests", info.requestsServed());
        fields.put("rejected", info.rejected());
        fields.put("throttled", info.throttled());
        fields.put("rate_limited", info.rateLimited());
        fields.put("routes_generation", info.routesGeneration());
        fields.put("tls_generation", info.tlsGeneration());
        fields.put("deadline", info.deadline().map(LiveJson::millis).orElse(null));
        return fields;
    }

    private static Map<String, @Nullable Object> sample(LiveSample sample) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("time", sample.time().toEpochMilli());
        fields.put("requests", rounded(sample.requests()));
        fields.put("errors", rounded(sample.errors()));
        fields.put("connections", sample.connections());
        fields.put("active", sample.active());
        Latencies latencies = sample.latencies();
        fields.put("latency_us", latencies == null ? null : latencies(latencies));
        return fields;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static Map<String, Object> latencies(Latencies latencies) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("p50", micros(latencies.p50()));
        fields.put("p90", micros(latencies.p90()));
        fields.put("p99", micros(latencies.p99()));
        fields.put("max", micros(latencies.max()));
        return fields;
    }

    private static double micros(long nanos) {
        return rounded(nanos / 1000.0);
    }

    private static List<Map<String, @Nullable Object>> running(LiveView view) {
        return view.running().stream().map(LiveJson::drain).toList();
    }

    private static List<Map<String, @Nullable Object>> ended(LiveView view) {
        List<Map<String, @Nullable Object>> ended = new ArrayList<>();
        for (DrainState drain : view.ended().stream().limit(MOST_ENDED).toList()) {
            Map<String, @Nullable Object> fields = drain(drain);
            List<Straggler> stragglers = drain.stragglers();
            fields.put("stragglers", stragglers.size());
            fields.put(
                    "shown",
                    stragglers.stream().limit(MOST_STRAGGLERS).map(LiveJson::straggler).toList());
            ended.add(fields);
        }
        return ended;
    }

    /// Null for one that no clock reaches: an endless drain.
    private static @Nullable Long millis(Instant deadline) {
        return LiveView.isEndless(deadline) ? null : deadline.toEpochMilli();
    }

    private static Map<String, @Nullable Object> drain(DrainState drain) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("listener", drain.listener());
        fields.put("outcome", drain.phase().name());
        fields.put("started", drain.started().toEpochMilli());
        fields.put("deadline", millis(drain.deadline()));
        fields.put("elapsed", drain.elapsed().toMillis());
        fields.put("connections_at_start", drain.connectionsAtStart());
        fields.put("requests_at_start", drain.requestsAtStart());
        fields.put("connections", drain.connections());
        fields.put("requests", drain.requests());
        return fields;
    }

    private static Map<String, Object> straggler(Straggler straggler) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("protocol", straggler.protocol());
        fields.put("peer", straggler.peer() == null ? "" : AddressText.of(straggler.peer()));
        fields.put("route", straggler.route() == null ? "" : straggler.route());
        fields.put("age", straggler.age().toMillis());
        fields.put(
                "stack",
                straggler.stack().stream()
                        .limit(MOST_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList());
        return fields;
    }

    private static void putChecks(Map<String, Object> fields, LiveChecks.Round round) {
        fields.put("checks_known", round.isKnown());
        fields.put("health", entries(round.health()));
        fields.put("ready", entries(round.ready()));
        fields.put("jobs", round.jobs().stream().map(LiveJson::job).toList());
        fields.put("jobs_error", Html.cut(round.jobsError()));
    }

    private static List<Map<String, Object>> entries(StatusReport report) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (StatusReport.Entry entry : report.entries()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", entry.name());
            fields.put("code", entry.statusCode());
            fields.put("message", Html.cut(entry.errorMessage()));
            entries.add(fields);
        }
        return entries;
    }

    private static Map<String, Object> job(JobState job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pipeline", job.pipeline());
        fields.put("driver", job.driver());
        fields.put("queue", job.queue());
        fields.put("priority", job.priority());
        fields.put("ready", job.ready());
        fields.put("active", job.active());
        fields.put("delayed", job.delayed());
        fields.put("reserved", job.reserved());
        fields.put("message", Html.cut(job.errorMessage()));
        return fields;
    }
}
