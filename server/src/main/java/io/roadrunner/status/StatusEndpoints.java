package io.roadrunner.status;

import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The routes of a [StatusPlugin]. Any thread.
final class StatusEndpoints {
    private static final String SHUTTING_DOWN = "service is shutting down\n";

    private final StatusPlugin plugin;
    private final StatusOptions options;

    StatusEndpoints(StatusPlugin plugin, StatusOptions options) {
        this.plugin = plugin;
        this.options = options;
    }

    Routes routes() {
        return Routes.builder()
                .get("/health", this::health)
                .get("/ready", this::ready)
                .get("/livez", _ -> kubernetes(plugin.health(List.of())))
                .get("/healthz", this::healthInWords)
                .get("/readyz", this::readyInWords)
                .get("/startupz", _ -> kubernetes(plugin.ready(List.of())))
                .build();
    }

    private Response health(Request request) throws InterruptedException {
        if (plugin.isShuttingDown()) {
            return Responses.text(options.healthDuringShutdown(), SHUTTING_DOWN);
        }
        return json(plugin.health(names(request)));
    }

    private Response ready(Request request) throws InterruptedException {
        return plugin.isShuttingDown() ? shuttingDown() : json(plugin.ready(names(request)));
    }

    private Response healthInWords(Request request) throws InterruptedException {
        return plugin.isShuttingDown() ? shuttingDown() : kubernetes(plugin.health(List.of()));
    }

    private Response readyInWords(Request request) throws InterruptedException {
        return plugin.isShuttingDown() ? shuttingDown() : kubernetes(plugin.ready(List.of()));
    }

    private Response shuttingDown() {
        return Responses.text(options.unavailableStatusCode(), SHUTTING_DOWN);
    }

    private static List<String> names(Request request) {
        return request.queryParameters().all("plugin");
    }

    private static Response json(StatusReport report) {
        List<Map<String, Object>> entries =
                report.entries().stream().map(StatusEndpoints::fields).toList();
        return Responses.json(report.code(), entries);
    }

    private static Map<String, Object> fields(StatusReport.Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("plugin_name", entry.name());
        fields.put("error_message", entry.errorMessage());
        fields.put("status_code", entry.statusCode());
        return fields;
    }

    private static Response kubernetes(StatusReport report) {
        return Responses.text(report.code(), report.code() < 400 ? "ok\n" : "unavailable\n");
    }
}
