package io.roadrunner.status;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The endpoints for machines. Each handler is called by any thread.
final class StatusEndpoints {
    static final int MOST_NAMES = 1000;

    private static final Headers NOT_KEPT = Headers.of("cache-control", "no-store");
    private static final String SHUTTING_DOWN = "service is shutting down\n";
    private static final String NO_JOBS = "jobs plugin not found\n";

    private final StatusPlugin plugin;
    private final StatusOptions options;

    StatusEndpoints(StatusPlugin plugin, StatusOptions options) {
        this.plugin = plugin;
        this.options = options;
    }

    /// @param page for people, beside the endpoints
    Routes routes(StatusPage page) {
        Routes.Builder routes = Routes.builder();
        page.addTo(routes);
        routes.get("/health", unlessShuttingDown(options.healthDuringShutdown(), this::health));
        routes.get("/ready", unlessShuttingDown(options.unavailableStatusCode(), this::ready));
        routes.get("/jobs", unlessShuttingDown(options.unavailableStatusCode(), _ -> jobs()));
        routes.get("/healthz", unlessShuttingDown(options.healthDuringShutdown(), this::livez));
        routes.get("/readyz", unlessShuttingDown(options.unavailableStatusCode(), this::readyz));
        routes.get("/livez", this::livez);
        routes.get("/startupz", this::startupz);
        GrpcHealth.routes(plugin).routes().forEach(routes::route);
        return routes.build();
    }

    private Handler unlessShuttingDown(int code, Handler handler) {
        Response answer = text(code, SHUTTING_DOWN);
        return request -> plugin.isShuttingDown() ? answer : handler.handle(request);
    }

    private Response health(Request request) throws InterruptedException {
        Set<String> names = names(request);
        return isTooMuch(names) ? tooMuch() : json(plugin.health(names));
    }

    private Response ready(Request request) throws InterruptedException {
        Set<String> names = names(request);
        return isTooMuch(names) ? tooMuch() : json(plugin.ready(names));
    }

    private Response jobs() throws InterruptedException {
        try {
            List<Map<String, Object>> states =
                    plugin.jobs().stream().map(StatusEndpoints::fields).toList();
            return Responses.json(200, states, NOT_KEPT);
        } catch (JobsException _) {
            return text(options.unavailableStatusCode(), NO_JOBS);
        }
    }

    /// Alive as long as no check says otherwise: an orchestrator kills what is not, and nothing is
    /// to be killed for shutting down in good order.
    private Response livez(Request request) throws InterruptedException {
        return inWords(request, plugin.health(List.of()));
    }

    private Response readyz(Request request) throws InterruptedException {
        return inWords(request, plugin.ready(List.of()));
    }

    /// Started as soon as everything was ready once, and from then on whatever happens.
    private Response startupz(Request request) throws InterruptedException {
        return plugin.hasBeenReady() ? text(200, "ok\n") : readyz(request);
    }

    /// The names asked for: `plugin` may be repeated, commas separate, empty pieces do not count.
    private static Set<String> names(Request request) {
        Set<String> names = new LinkedHashSet<>();
        for (String value : request.queryParameters().all("plugin")) {
            for (String piece : value.split(",", -1)) {
                if (!piece.isBlank()) {
                    names.add(piece.strip());
                }
            }
        }
        return names;
    }

    private static boolean isTooMuch(Set<String> names) {
        return names.size() > MOST_NAMES;
    }

    private static Response tooMuch() {
        return text(400, "more than " + MOST_NAMES + " names\n");
    }

    private static Response json(StatusReport report) {
        List<Map<String, Object>> entries =
                report.entries().stream().map(StatusEndpoints::fields).toList();
        return Responses.json(report.code(), entries, NOT_KEPT);
    }

    private static Map<String, Object> fields(StatusReport.Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("plugin_name", entry.name());
        fields.put("error_message", entry.errorMessage());
        fields.put("status_code", entry.statusCode());
        return fields;
    }

    private static Map<String, Object> fields(JobState job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pipeline", job.pipeline());
        fields.put("priority", job.priority());
        fields.put("ready", job.ready());
        fields.put("queue", job.queue());
        fields.put("active", job.active());
        fields.put("delayed", job.delayed());
        fields.put("reserved", job.reserved());
        fields.put("driver", job.driver());
        fields.put("error_message", job.errorMessage());
        return fields;
    }

    /// One word, or with `?verbose` a line for each check.
    private static Response inWords(Request request, StatusReport report) {
        String word = report.healthy() ? "ok\n" : "unavailable\n";
        if (!request.queryParameters().contains("verbose")) {
            return text(report.code(), word);
        }
        StringBuilder lines = new StringBuilder();
        for (StatusReport.Entry entry : report.entries()) {
            boolean healthy = new Status(entry.statusCode(), "").isHealthy();
            lines.append(healthy ? "[+] " : "[-] ").append(entry.name());
            lines.append(healthy ? " ok" : " failed: " + onOneLine(entry.errorMessage()));
            lines.append('\n');
        }
        return text(report.code(), lines.append(word).toString());
    }

    /// A message must not look like lines of other checks.
    private static String onOneLine(String message) {
        return message.replace('\r', ' ').replace('\n', ' ');
    }

    private static Response text(int code, String text) {
        return Responses.text(code, text, NOT_KEPT);
    }
}
