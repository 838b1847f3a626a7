package io.roadrunner.standalone.config;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a server is to do, checked. Immutable.
///
/// @param listeners at least one, in the order of the file
/// @param operators what is for those who operate the server
/// @param notes what the user should know though nothing is wrong
public record Configuration(
        List<ListenerPlan> listeners, OperatorPlan operators, List<String> notes) {
    /// Copies the lists.
    public Configuration {
        listeners = List.copyOf(listeners);
        notes = List.copyOf(notes);
    }

    /// That of a server which has not started.
    public static Configuration nothing() {
        return new Configuration(List.of(), OperatorPlan.nothing(), List.of());
    }

    /// The listener of a name, if there is one.
    public Optional<ListenerPlan> listener(String name) {
        return listeners.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    /// The jars of all applications, each once.
    public Set<Path> applicationJars() {
        Set<Path> jars = new LinkedHashSet<>();
        for (ListenerPlan listener : listeners) {
            for (RoutePlan route : listener.routes()) {
                if (route.target() instanceof RoutePlan.App(Path jar)) {
                    jars.add(jar);
                }
            }
        }
        return jars;
    }
}
