package io.roadrunner.conformance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The one direction in which the server's packages use each other, as a table.
///
/// An arrow reaches on: who may use `exchange` may use what `exchange` may use.
final class Arrows {
    /// The package that users begin with. What does not stand on it is what it may use.
    static final String ROOT = "";

    private static final Map<String, Set<String>> TABLE =
            Map.ofEntries(
                    Map.entry("bytes", Set.of()),
                    Map.entry("http", Set.of("bytes")),
                    Map.entry("hpack", Set.of("bytes")),
                    Map.entry("routing", Set.of("http")),
                    Map.entry("telemetry", Set.of("http")),
                    Map.entry("connection", Set.of("http")),
                    Map.entry("config", Set.of("routing", "telemetry")),
                    Map.entry("transport", Set.of("http", "config")),
                    Map.entry("tls", Set.of("config")),
                    Map.entry("exchange", Set.of("connection", "routing", "telemetry")),
                    Map.entry("http1", Set.of("exchange", "transport", "config")),
                    Map.entry("http2", Set.of("exchange", "transport", "config", "hpack")),
                    Map.entry("websocket", Set.of("exchange", "transport", "config")),
                    Map.entry("listener", Set.of("http1", "http2", "tls", "websocket")),
                    Map.entry(ROOT, Set.of("listener")),
                    Map.entry("middleware", Set.of("http", "routing")),
                    Map.entry("files", Set.of("http", "routing")),
                    Map.entry("status", Set.of(ROOT)),
                    Map.entry("rpc", Set.of("status")));

    /// Written against the public API only, which proves that it is enough.
    private static final Set<String> BUILT_INS = Set.of("middleware", "files", "status", "rpc");

    private final String base;
    private final Set<String> exported;

    /// @param base the name of the root package
    /// @param exported the packages that users see, relative to the root package
    Arrows(String base, Set<String> exported) {
        this.base = base;
        this.exported = exported;
    }

    /// All packages of the table, with the root.
    static Set<String> packages() {
        Set<String> packages = new TreeSet<>(TABLE.keySet());
        packages.add(ROOT);
        return packages;
    }

    /// The packages that `user` may use, itself included.
    Set<String> allowed(String user) {
        Set<String> reached = new TreeSet<>();
        follow(user, reached);
        if (BUILT_INS.contains(user)) {
            reached.removeIf(used -> !used.equals(user) && !exported.contains(used));
        }
        return reached;
    }

    private static void follow(String from, Set<String> reached) {
        if (reached.add(from)) {
            TABLE.get(from).forEach(next -> follow(next, reached));
        }
    }

    /// The rule that `user` uses nothing of ours but what the table allows.
    ArchRule rule(String user) {
        String[] allowed = allowed(user).stream().map(this::pattern).toArray(String[]::new);
        return classes()
                .that(resideInAPackage(pattern(user)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(base + "..")).or(resideInAnyPackage(allowed)))
                .as("'%s' uses only %s".formatted(user, allowed(user)))
                .allowEmptyShould(true);
    }

    /// The rule that every class is in a package of the table.
    ArchRule allPackagesAreKnown() {
        String[] known = packages().stream().map(this::pattern).toArray(String[]::new);
        return classes()
                .should()
                .resideInAnyPackage(known)
                .as("every package of the server is in the table of arrows")
                .allowEmptyShould(true);
    }

    private String pattern(String name) {
        return name.equals(ROOT) ? base : base + "." + name + "..";
    }
}
