package io.roadrunner.standalone;

import io.roadrunner.http.Middleware;
import io.roadrunner.routing.Route;
import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.app.Application;
import io.roadrunner.standalone.config.Configuration;
import io.roadrunner.standalone.config.ListenerPlan;
import io.roadrunner.standalone.config.RoutePlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Makes tables of routes of a configuration and its applications. Stateless.
final class Assembly {
    private Assembly() {}

    /// The table of each listener by its name.
    ///
    /// @param applications every one that the configuration names, by its jar
    /// @throws io.roadrunner.routing.InvalidRouteException when a prefix and the routes of an
    ///   application do not go together
    static Map<String, Routes> tables(
            Configuration configuration, Map<Path, Application> applications) {
        Map<String, Routes> tables = new LinkedHashMap<>();
        for (ListenerPlan listener : configuration.listeners()) {
            Routes.Builder table = Routes.builder();
            for (RoutePlan route : listener.routes()) {
                add(table, route, applications);
            }
            tables.put(listener.name(), table.build());
        }
        return tables;
    }

    private static void add(
            Routes.Builder table, RoutePlan plan, Map<Path, Application> applications) {
        switch (plan.target()) {
            case RoutePlan.Served(var handler) -> {
                Route route =
                        Route.of(plan.path(), handler)
                                .withMiddleware(plan.middlewares().toArray(Middleware[]::new));
                table.route(
                        plan.methods().isEmpty()
                                ? route
                                : route.withMethods(plan.methods().toArray(String[]::new)));
            }
            case RoutePlan.App(Path jar) ->
                    Objects.requireNonNull(applications.get(jar), jar.toString())
                            .mount(table, RoutePlan.prefix(plan.path()), plan.middlewares());
            case RoutePlan.Table(Routes routes) -> routes.routes().forEach(table::route);
        }
    }
}
