package io.roadrunner.standalone.config;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Middleware;
import io.roadrunner.standalone.log.NamedAccessLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A listener as it is configured. Immutable.
///
/// @param name its name
/// @param options everything but routes and middlewares
/// @param middlewares run around every answer, the first outermost
/// @param routes in the order in which they are tried
public record ListenerPlan(
        String name,
        ListenerOptions options,
        List<Middleware> middlewares,
        List<RoutePlan> routes) {
    /// Copies the lists.
    public ListenerPlan {
        middlewares = List.copyOf(middlewares);
        routes = List.copyOf(routes);
    }

    /// The access logs that it names, those of its routes too.
    public List<NamedAccessLog> accessLogs() {
        List<NamedAccessLog> logs = new ArrayList<>();
        addAccessLogs(middlewares, logs);
        routes.forEach(route -> addAccessLogs(route.middlewares(), logs));
        return logs;
    }

    private static void addAccessLogs(List<Middleware> middlewares, List<NamedAccessLog> logs) {
        for (Middleware middleware : middlewares) {
            if (middleware instanceof NamedAccessLog log) {
                logs.add(log);
            }
        }
    }

    /// The options whose value is another one in `next` and which cannot change while the listener
    /// runs.
    public List<String> changesThatNeedRestart(ListenerPlan next) {
        List<String> changes = new ArrayList<>();
        for (String key : ListenerSettingTable.keys()) {
            Setting setting = Objects.requireNonNull(ListenerSettingTable.find(key));
            boolean counts = !setting.changeable() && !key.startsWith("drain.");
            if (counts && !current(setting).equals(next.current(setting))) {
                changes.add(key);
            }
        }
        if (!Objects.equals(options.tls(), next.options.tls())) {
            changes.add("tls");
        }
        // Host and port are the address in two words.
        if (changes.contains("address")) {
            changes.removeAll(List.of("host", "port"));
        }
        return changes;
    }

    private Object current(Setting setting) {
        return setting.current().apply(options);
    }
}
