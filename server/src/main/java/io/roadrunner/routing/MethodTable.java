package io.roadrunner.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The routes for one set of paths by method. Filled in the order of declaration while a table is
/// compiled, only read afterwards. Holds no route that an earlier one hides, so that its size is
/// bounded by the number of methods.
final class MethodTable {
    private final Map<String, CompiledRoute> byMethod = new HashMap<>();
    private @Nullable CompiledRoute forOthers;

    /// Adds a route that was declared after all that are in the table.
    void add(CompiledRoute route) {
        if (forOthers != null) {
            return;
        }
        if (route.methods().isEmpty()) {
            forOthers = route;
            return;
        }
        for (String method : route.methods()) {
            byMethod.putIfAbsent(method, route);
        }
    }

    /// The first route for a method, or null.
    @Nullable CompiledRoute first(String method) {
        CompiledRoute route = byMethod.get(method);
        return route != null ? route : forOthers;
    }

    /// The first route for a method in a table that may not be there, or null.
    static @Nullable CompiledRoute firstOf(@Nullable MethodTable table, String method) {
        return table == null ? null : table.first(method);
    }

    /// The methods that a route lists.
    Set<String> methods() {
        return byMethod.keySet();
    }

    /// One table of several whose paths overlap.
    static MethodTable merged(List<MethodTable> tables) {
        if (tables.size() == 1) {
            return tables.getFirst();
        }
        Set<CompiledRoute> routes = new HashSet<>();
        for (MethodTable table : tables) {
            routes.addAll(table.byMethod.values());
            if (table.forOthers != null) {
                routes.add(table.forOthers);
            }
        }
        List<CompiledRoute> ordered = new ArrayList<>(routes);
        ordered.sort(Comparator.comparingInt(CompiledRoute::index));
        MethodTable merged = new MethodTable();
        ordered.forEach(merged::add);
        return merged;
    }
}
